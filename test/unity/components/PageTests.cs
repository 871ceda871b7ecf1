using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using Worldport.Client;

namespace Worldport.Components.Tests
{
    /// <summary>The default bindings are those of the server's own page, for every schema document: it wrote down what it makes of them.</summary>
    [TestFixture]
    public class PageTests
    {
        private static readonly Lazy<List<object>> Page = new Lazy<List<object>>(() =>
            (List<object>)JsonReader.Read(File.ReadAllText(Environment.GetEnvironmentVariable("WORLDPORT_PAGE_BINDINGS"))));

        [Test]
        public void Args_are_read_as_the_page_reads_them()
        {
            EachDocument((schema, page) =>
            {
                foreach (object item in page.ListOrNull("commands"))
                {
                    var expected = new Body((Dictionary<string, object>)item);
                    CommandDeclaration command = schema.Command(expected.Text("name"));
                    var found = new List<object>();
                    foreach (ArgField field in ArgField.Of(command)) found.Add(Plain(field));
                    AreSame(expected.Any("fields"), found, command.Name);
                    AreSame(expected.Any("presets"), ArgField.Presets(command), command.Name);
                }
            });
        }

        [Test]
        public void Commands_are_bound_as_the_page_binds_them()
        {
            EachDocument((schema, page) =>
            {
                var found = new List<object>();
                foreach (DefaultBinding binding in DefaultBindings.Of(schema.Commands)) found.Add(Plain(binding));
                AreSame(page.Any("bindings"), found, schema.ModelId);
            });
        }

        [Test]
        public void Input_makes_the_args_it_makes_on_the_page()
        {
            int count = 0;
            EachDocument((schema, page) =>
            {
                List<DefaultBinding> bindings = DefaultBindings.Of(schema.Commands);
                foreach (object item in page.ListOrNull("cases"))
                {
                    var expected = new Body((Dictionary<string, object>)item);
                    DefaultBinding binding = bindings.Find(some => some.Command.Name == expected.Text("command"));
                    var devices = new Devices(expected);
                    if (binding.Kind != "button")
                    {
                        InputValues.Axes(binding, devices, out double x, out double y);
                        AreSame(expected.Any("axes"), new List<object> { x, y }, JsonOf(item));
                    }
                    AreSame(expected.Any("args"), InputValues.HeldArgs(binding, devices), JsonOf(item));
                    count++;
                }
            });
            Assert.Greater(count, 300);
        }

        [Test]
        public void Every_key_and_part_of_a_document_has_a_name_in_Unity()
        {
            EachDocument((schema, page) =>
            {
                foreach (DefaultBinding binding in DefaultBindings.Of(schema.Commands))
                {
                    foreach (string[] set in binding.Keys) foreach (string code in set) Assert.IsNotNull(KeyName.Of(code), code);
                    foreach (string part in binding.Gamepad) Assert.IsNotNull(GamepadPart.PathOf(part), part);
                }
            });
            foreach (KeyName name in KeyName.All)
            {
                Assert.IsTrue(Enum.IsDefined(typeof(UnityEngine.KeyCode), name.KeyCode), name.KeyCode);
                Assert.IsTrue(Enum.IsDefined(typeof(UnityEngine.InputSystem.Key), name.Key), name.Key);
            }
        }

        [Test]
        public void An_input_actions_file_names_the_commands_and_is_always_the_same()
        {
            EachDocument((schema, page) =>
            {
                string text = InputActionsText.Of(schema);
                Assert.AreEqual(text, InputActionsText.Of(schema));
                var file = new Body((Dictionary<string, object>)JsonReader.Read(text));
                var map = new Body((Dictionary<string, object>)file.ListOrNull("maps")[0]);
                var names = new List<string>();
                foreach (object action in map.ListOrNull("actions")) names.Add(new Body((Dictionary<string, object>)action).Text("name"));
                foreach (DefaultBinding binding in DefaultBindings.Of(schema.Commands))
                    Assert.AreEqual(ActionInput.ControlTypeOf(binding) != null, names.Contains(binding.Command.Name), binding.Command.Name);
                var ids = new HashSet<string>();
                foreach (object binding in map.ListOrNull("bindings"))
                {
                    var body = new Body((Dictionary<string, object>)binding);
                    CollectionAssert.Contains(names, body.Text("action"));
                    Assert.IsTrue(ids.Add(body.Text("id")), "ids are unique");
                    StringAssert.IsMatch("^(<(Keyboard|Gamepad)>/[a-zA-Z0-9/]+|2DVector|1DAxis)$", body.Text("path"));
                }
            });
        }

        private static void EachDocument(Action<SchemaDocument, Body> look)
        {
            Assert.GreaterOrEqual(Page.Value.Count, 6);
            foreach (object item in Page.Value)
            {
                var page = new Body((Dictionary<string, object>)item);
                look(SchemaDocument.Of((Dictionary<string, object>)JsonReader.Read(page.Text("text"))), page);
            }
        }

        private static Dictionary<string, object> Plain(ArgField field) => new Dictionary<string, object>
        {
            { "name", field.Name },
            { "type", field.Type == ArgType.Text ? "string" : field.Type.ToString().ToLowerInvariant() },
            { "min", field.Min },
            { "max", field.Max },
            { "step", field.Step },
            { "options", new List<object>(field.Options) },
            { "length", (double)field.Length },
            { "preset", field.Preset },
            { "description", field.Description },
            { "required", field.IsRequired },
            { "maxLength", field.MaxLength == null ? null : (object)(double)field.MaxLength },
        };

        private static Dictionary<string, object> Plain(DefaultBinding binding)
        {
            var targets = new List<object>();
            foreach (InputTarget target in binding.Targets)
                targets.Add(new Dictionary<string, object>
                {
                    { "field", target.Field }, { "index", target.Index < 0 ? null : (object)(double)target.Index }, { "rest", target.Rest },
                    { "low", target.Low }, { "high", target.High }, { "integer", target.IsInteger },
                });
            var keys = new List<object>();
            foreach (string[] set in binding.Keys) keys.Add(new List<object>(set));
            return new Dictionary<string, object>
            {
                { "command", binding.Command.Name },
                { "kind", binding.Kind },
                { "semantics", binding.Command.Semantics.ToString().ToLowerInvariant() },
                { "targets", targets },
                { "keys", keys },
                { "gamepad", new List<object>(binding.Gamepad) },
                { "pressedField", binding.PressedField },
                { "touchField", binding.TouchField },
                { "base", binding.AtRest },
                { "pressed", binding.Pressed },
                { "points", InputValues.WithTargets(binding, 0.25, 0.75) },
            };
        }

        private static void AreSame(object expected, object found, string where) =>
            Assert.AreEqual(JsonOf(expected), JsonOf(found), where);

        /// <summary>Keys in order, and numbers alike whatever they are kept in.</summary>
        private static string JsonOf(object value)
        {
            if (value == null) return "null";
            if (value is Dictionary<string, object> map)
            {
                var names = new List<string>(map.Keys);
                names.Sort(StringComparer.Ordinal);
                return "{" + string.Join(",", names.ConvertAll(name => name + ":" + JsonOf(map[name])).ToArray()) + "}";
            }
            if (value is List<object> list) return "[" + string.Join(",", list.ConvertAll(JsonOf).ToArray()) + "]";
            if (value is bool || value is string) return value.ToString();
            return Math.Round(Convert.ToDouble(value), 9).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }

        private sealed class Devices : IInputDevices
        {
            private readonly List<object> _keys;
            private readonly Body _gamepad;

            public Devices(Body input)
            {
                _keys = input.ListOrNull("keys");
                _gamepad = input.Inner("gamepad");
            }

            public bool IsDown(string code) => _keys.Contains(code);

            public double Gamepad(string part) => _gamepad.Number(part);
        }
    }
}
