using System;
using System.Collections.Generic;
using System.Linq;

namespace Worldport.Codegen
{
    /// <summary>
    /// Schema document → the text of a typed C# client, byte for byte what `worldport codegen --csharp` writes: one class
    /// with a method for each command and an event for each message, and the types they need.
    /// </summary>
    public sealed class CSharpEmitter
    {
        /// <summary>Names the text itself uses: nothing of a model may be called so.</summary>
        private const string Reserved =
            "Action CommandArgs Dictionary Dispose Equals Finalize GetHashCode GetType ICommandSender IDisposable MemberwiseClone " +
            "ModelId ModelMessage Receive Received ReferenceEquals ShapeHash Task ToString Wire";

        private readonly object _document;
        private readonly string _name;
        private readonly CSharpTypes _types;
        private readonly NameScope _names;
        private readonly List<string> _methods = new List<string>();
        private readonly List<string> _events = new List<string>();
        private readonly List<string> _branches = new List<string>();

        private CSharpEmitter(object document)
        {
            _document = document;
            _name = CSharpText.PascalName(SchemaValues.Text(Model, "id")) + "Model";
            // Members of the class share their names with no type: inside it, the member would be meant.
            _names = new NameScope(Reserved.Split(' ').Concat(new[] { _name }).ToArray());
            _types = new CSharpTypes(_names);
        }

        private object Model => SchemaValues.Field(_document, "model");

        /// <summary>
        /// Gives the text of the client of a document, as <see cref="Worldport.Client.JsonReader"/> or a MessagePack reader made it.
        /// The same document always gives the same text; its lines end with a line feed alone.
        /// </summary>
        public static string Emit(Dictionary<string, object> document)
        {
            if (document == null) throw new ArgumentNullException(nameof(document));
            return new CSharpEmitter(document).Text();
        }

        /// <summary>The name a file with the client of this document should have: that of its class.</summary>
        public static string FileName(Dictionary<string, object> document) => new CSharpEmitter(document)._name + ".cs";

        private string Text()
        {
            string id = SchemaValues.Text(Model, "id");
            foreach (Dictionary<string, object> command in SchemaValues.Maps(_document, "commands")) AddCommand(command);
            foreach (Dictionary<string, object> message in SchemaValues.Maps(_document, "messages")) AddMessage(message);
            string header = $"Generated from {id}.worldport {SchemaValues.Text(_document, "hash")}. Do not edit.";
            string words = $"Commands and messages of {SchemaValues.Text(Model, "title")}. {SchemaValues.Text(Model, "description")}";
            var lines = new List<string>
            {
                $"// {CSharpText.OneLine(header)}",
                $"namespace Worldport.Models.{CSharpText.PascalName(id)}",
                "{",
                "    using global::System;",
                "    using global::System.Collections.Generic;",
                "    using global::System.Threading.Tasks;",
                "    using global::Worldport.Client;",
                "",
                $"{CSharpText.Summary(words, "    ")}    public sealed class {_name} : IDisposable",
                "    {",
                "        /// <summary>Of the document this was generated from; compare it with the one the server gives.</summary>",
                $"        public const string ShapeHash = {CSharpText.Literal(SchemaValues.Text(_document, "shape_hash"))};",
                "",
                "        /// <summary>Id of the model.</summary>",
                $"        public const string ModelId = {CSharpText.Literal(id)};",
                "",
                "        private readonly ICommandSender _sender;",
                "",
                "        /// <summary>Commands go out, and messages come in, by this sender.</summary>",
                $"        public {_name}(ICommandSender sender)",
                "        {",
                "            _sender = sender;",
            };
            if (_events.Count > 0) lines.Add("            _sender.MessageReceived += Receive;");
            lines.Add("        }");
            foreach (string member in _events.Concat(_methods))
            {
                lines.Add("");
                lines.Add(member);
            }
            AddEnd(lines);
            return string.Join("\n", lines);
        }

        private void AddEnd(List<string> lines)
        {
            lines.Add("");
            lines.Add("        /// <summary>Ends the events. The sender stays as it is.</summary>");
            lines.Add("        public void Dispose()");
            lines.Add("        {");
            if (_events.Count > 0) lines.Add("            _sender.MessageReceived -= Receive;");
            lines.Add("        }");
            if (_events.Count > 0)
            {
                lines.Add("");
                lines.Add("        private void Receive(ModelMessage message)");
                lines.Add("        {");
                lines.Add("            switch (message.Name)");
                lines.Add("            {");
                lines.AddRange(_branches);
                lines.Add("            }");
                lines.Add("        }");
            }
            lines.Add("    }");
            foreach (string declaration in _types.Declarations)
            {
                lines.Add("");
                lines.Add(declaration);
            }
            lines.Add("}");
            lines.Add("");
        }

        /// <summary>Held and delta commands can be said each frame without waiting; all of them can be awaited.</summary>
        private void AddCommand(Dictionary<string, object> command)
        {
            string name = SchemaValues.Text(command, "name");
            string wire = CSharpText.Literal(name);
            string pascal = CSharpText.PascalName(name);
            var parameters = new CSharpParameters(command, _types);
            string semantics = SchemaValues.Text(command, "semantics");
            if (semantics == "held")
                AddMethod(command, parameters, "Held: goes out when it changes.", "void", pascal, $"_sender.Hold({wire}, {parameters.Args})");
            if (semantics == "delta")
                AddMethod(command, parameters, "Amounts of one frame are summed.", "void", pascal, $"_sender.Add({wire}, {parameters.Args})");
            const string ends = "The task ends when it is applied, or fails with CommandRefusedException.";
            string call = $"_sender.SendCommand({wire}, {parameters.Args})";
            if (!(SchemaValues.Field(command, "reply") is Dictionary<string, object> reply))
            {
                AddMethod(command, parameters, ends, "Task", pascal + "Async", $"Received.Applied({call})");
                return;
            }
            CSharpType type = SchemaValues.Properties(reply).Count > 0
                ? _types.DeclareClass(reply, pascal + "Reply", reply, $"What {name} gives back.")
                : _types.TypeOf(reply, pascal + "Reply", reply);
            string read = $"Received.Reply({call}, _value => {CSharpType.Inserted(type.Read, "_value")})";
            AddMethod(command, parameters, ends, $"Task<{type.Text}>", pascal + "Async", read);
        }

        private void AddMethod(object command, CSharpParameters parameters, string words, string result, string name, string call)
        {
            string documented = CSharpText.Summary($"{SchemaValues.Text(command, "description")} {words}", "        ");
            string head = $"        public {result} {_names.Take(name)}({parameters.List}) =>";
            _methods.Add($"{documented}{parameters.Documentation}{head}\n            {call};");
        }

        private void AddMessage(Dictionary<string, object> message)
        {
            string name = SchemaValues.Text(message, "name");
            string words = SchemaValues.Text(message, "description");
            object data = SchemaValues.Field(message, "data");
            CSharpType type = _types.DeclareClass(data, CSharpText.PascalName(name) + "Message", data, words);
            string member = _names.Take(CSharpText.PascalName(name) + "Received");
            _events.Add($"{CSharpText.Summary(words, "        ")}        public event Action<{type.Text}> {member};");
            string read = CSharpType.Inserted(type.Read, "message.Data");
            _branches.Add($"                case {CSharpText.Literal(name)}:");
            _branches.Add($"                    {member}?.Invoke({read});");
            _branches.Add("                    break;");
        }
    }
}
