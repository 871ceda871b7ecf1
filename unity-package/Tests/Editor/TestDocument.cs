using System.Collections.Generic;
using Worldport.Client;

namespace Worldport.Editor.Tests
{
    /// <summary>A schema document with a field of every kind.</summary>
    internal static class TestDocument
    {
        public const string Json = @"{
  ""worldport"": 1, ""hash"": ""sha256:aa"", ""shape_hash"": ""sha256:bb"",
  ""model"": { ""id"": ""toy-box"", ""version"": ""1.0.0"", ""title"": ""Toy box"", ""description"": """" },
  ""tracks"": [
    { ""name"": ""main"", ""direction"": ""out"", ""width"": 8, ""height"": 4, ""fps"": 30, ""color_space"": ""srgb"", ""row_order"": ""top_down"", ""alpha"": ""opaque"", ""scaling"": ""smooth"" },
    { ""name"": ""depth"", ""direction"": ""out"", ""width"": 8, ""height"": 4, ""fps"": 30, ""color_space"": ""srgb"", ""row_order"": ""top_down"", ""alpha"": ""opaque"", ""scaling"": ""smooth"" },
    { ""name"": ""camera"", ""direction"": ""in"", ""width"": 8, ""height"": 4, ""fps"": 30, ""color_space"": ""srgb"", ""row_order"": ""top_down"", ""alpha"": ""opaque"", ""scaling"": ""smooth"" }
  ],
  ""commands"": [
    { ""name"": ""set_light"", ""description"": ""Sets the light."", ""semantics"": ""held"", ""reply"": null, ""input"": { ""kind"": ""color"" }, ""release"": null,
      ""args"": { ""type"": ""object"", ""properties"": {
        ""level"": { ""type"": ""number"", ""minimum"": 0, ""maximum"": 2, ""default"": 0.3 },
        ""tint"": { ""type"": ""string"", ""default"": ""#2080ff"" },
        ""on"": { ""type"": ""boolean"", ""default"": true },
        ""mode"": { ""type"": ""string"", ""enum"": [""plain"", ""stripes""], ""default"": ""stripes"" } } } },
    { ""name"": ""throw_ball"", ""description"": ""Throws a ball."", ""semantics"": ""trigger"", ""reply"": null, ""input"": null, ""release"": null,
      ""args"": { ""type"": ""object"", ""required"": [""power""], ""properties"": {
        ""power"": { ""type"": ""number"" },
        ""count"": { ""type"": ""integer"", ""minimum"": 1, ""maximum"": 9, ""default"": 1 },
        ""path"": { ""type"": ""array"", ""items"": { ""type"": ""object"" } } } } }
  ],
  ""messages"": []
}";

        public static Dictionary<string, object> Map => (Dictionary<string, object>)JsonReader.Read(Json);

        public static SchemaDocument Document => SchemaDocument.Of(Map);
    }
}
