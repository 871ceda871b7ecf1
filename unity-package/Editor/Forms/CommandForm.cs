using System.Collections.Generic;
using Worldport.Client;
using Worldport.Codegen;

namespace Worldport.Editor
{
    /// <summary>The generated controls of one command: a form to fill in and send.</summary>
    public sealed class CommandForm
    {
        /// <summary>Makes the form of a command, its fields at their defaults.</summary>
        public CommandForm(CommandDeclaration command)
        {
            Command = command;
            string inputKind = new Body(command.Input).Text("kind");
            Dictionary<string, object> presets = ArgField.Presets(command);
            Dictionary<string, object> schemas = command.Args.Inner("properties").Map;
            var fields = new List<FieldForm>();
            foreach (ArgField field in ArgField.Of(command))
            {
                presets.TryGetValue(field.Name, out object preset);
                fields.Add(new FieldForm(field, preset, FieldWords.OneLine(FieldWords.WordsOf(schemas[field.Name])), inputKind));
            }
            Fields = fields;
        }

        /// <summary>The command, as the schema declares it.</summary>
        public CommandDeclaration Command { get; }

        /// <summary>One for each of its args, in the schema's order.</summary>
        public IReadOnlyList<FieldForm> Fields { get; }

        /// <summary>Whether a changed value goes out at once; others wait for the button.</summary>
        public bool SendsChanges => Command.Semantics == Semantics.Held;

        /// <summary>What is wrong with the values, in a sentence; "" when nothing is.</summary>
        public string Problem
        {
            get
            {
                foreach (FieldForm field in Fields) if (field.Problem != "") return field.Problem;
                return "";
            }
        }

        /// <summary>The args of the values given. Only while there is no <see cref="Problem"/>.</summary>
        public CommandArgs Args()
        {
            var args = new CommandArgs();
            foreach (FieldForm field in Fields) field.AddTo(args);
            return args;
        }
    }
}
