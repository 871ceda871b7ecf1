using System.Collections.Generic;
using System.Linq;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>What an inspector has to say about bindings.</summary>
    public static class BindingsFindings
    {
        /// <summary>Everything that is wrong or worth knowing.</summary>
        /// <param name="shown">The bindings.</param>
        /// <param name="document">The schema they are for; null when there is none.</param>
        public static IEnumerable<Finding> Of(WorldportBindings shown, SchemaDocument document)
        {
            if (Application.isPlaying && shown.Problem != "") yield return Finding.Error(shown.Problem);
            if (SceneSessions.For(shown, shown.Session) == null)
                yield return Finding.Error("There is no Worldport Session in the scene: add one (Add Component > Worldport > Worldport Session).");
            if (document == null)
            {
                yield return Finding.Info("With a schema on the session, commands and args are drop-downs. Save one with Worldport > Connect.");
                yield break;
            }
            if (!shown.AutoBind && shown.Bindings.Count == 0)
                yield return Finding.Warning("Nothing is bound: switch Auto Bind on, or add bindings.");
            string[] commands = document.Commands.Select(command => command.Name).ToArray();
            foreach (WorldportBinding binding in shown.Bindings)
            {
                CommandDeclaration command = document.Command(binding.Command);
                if (command == null) yield return Finding.Error($"The model has no command \"{binding.Command}\". It has: {string.Join(", ", commands)}.");
                else if (binding.Arg != "" && !BindingRow.ArgsOf(command).Contains(binding.Arg))
                    yield return Finding.Error($"{binding.Command} has no arg \"{binding.Arg}\" that input can drive. It has: {string.Join(", ", BindingRow.ArgsOf(command))}.");
            }
            if (shown.AutoBind) foreach (string line in Bound(shown, document)) yield return Finding.Info(line);
        }

        /// <summary>What binds itself, in words.</summary>
        private static IEnumerable<string> Bound(WorldportBindings shown, SchemaDocument document)
        {
            IEnumerable<DefaultBinding> bound = DefaultBindings.Of(document.Commands)
                .Where(binding => !shown.Bindings.Exists(one => one.Command == binding.Command.Name));
            string[] words = bound.Select(Words).ToArray();
            if (words.Length > 0) yield return "Bound by the schema's hints:\n" + string.Join("\n", words);
        }

        private static string Words(DefaultBinding binding)
        {
            if (binding.Kind == "pointer") return $"{binding.Command.Name}: the pointer on the picture";
            if (binding.Kind == "pointer_delta") return $"{binding.Command.Name}: mouse motion";
            if (binding.Kind == "wheel") return $"{binding.Command.Name}: the mouse wheel";
            string keys = string.Join(" or ", binding.Keys.Select(set => string.Join(" ", set.Select(Short))));
            string gamepad = string.Join(" ", binding.Gamepad.Select(part => part.Replace('_', ' ')));
            string both = string.Join("; ", new[] { keys, gamepad }.Where(part => part != ""));
            return $"{binding.Command.Name}: {(both == "" ? "no keys" : both)}";
        }

        private static string Short(string key) => KeyName.Of(key)?.Key ?? key;
    }
}
