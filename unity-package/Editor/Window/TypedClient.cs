using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Worldport.Client;
using Worldport.Codegen;

namespace Worldport.Editor
{
    /// <summary>The typed C# client of a schema document, as a server writes it; it need not be of the model that plays there.</summary>
    internal sealed class TypedClient
    {
        private const int WithinMs = 10000;

        private TypedClient(string text, string fileName, string problem)
        {
            Text = text;
            FileName = fileName;
            Problem = problem;
        }

        /// <summary>Its source; "" when there is a problem.</summary>
        public string Text { get; }

        /// <summary>What C# programmers call the file.</summary>
        public string FileName { get; }

        /// <summary>Why there is none and what to do, in a sentence; "" when there is one.</summary>
        public string Problem { get; }

        /// <summary>Asks a server. Waits for it, 10 seconds at most.</summary>
        public static TypedClient Ask(string url, string token, SchemaDocument schema)
        {
            string byHand = $"npx worldport codegen --csharp {schema.ModelId}.worldport";
            string root = ServerUrl.Http(url);
            if (root == null) return Failed($"\"{url}\" is no address of a server: give the one it prints, such as http://127.0.0.1:8080, or run {byHand}");
            try
            {
                var request = (HttpWebRequest)WebRequest.Create(root + "/client/csharp");
                request.Method = "POST";
                request.ContentType = "application/json";
                request.Timeout = WithinMs;
                request.ReadWriteTimeout = WithinMs;
                if (!string.IsNullOrEmpty(token)) request.Headers["Authorization"] = "Bearer " + token;
                byte[] body = Encoding.UTF8.GetBytes(JsonText.Of(schema.Map));
                using (Stream stream = request.GetRequestStream()) stream.Write(body, 0, body.Length);
                using (var response = (HttpWebResponse)request.GetResponse())
                {
                    Match name = Regex.Match(response.Headers["Content-Disposition"] ?? "", "filename=\"([A-Za-z0-9_]+\\.cs)\"");
                    return new TypedClient(TextOf(response), name.Success ? name.Groups[1].Value : "Model.cs", "");
                }
            }
            catch (WebException error)
            {
                if (!(error.Response is HttpWebResponse response))
                    return Failed($"No server answers at {root}: start one (npx worldport run <model>), or run {byHand}");
                if (response.StatusCode == HttpStatusCode.NotFound)
                    return Failed($"The server at {root} is older and writes no typed clients: update it, or run {byHand}");
                return Failed($"The server at {root} wrote no client (HTTP {(int)response.StatusCode}): {MessageIn(TextOf(response))}");
            }
            catch (IOException error)
            {
                return Failed($"The server at {root} broke off ({error.Message}): try again, or run {byHand}");
            }
        }

        private static TypedClient Failed(string problem) => new TypedClient("", "", problem);

        private static string TextOf(HttpWebResponse response)
        {
            using (var reader = new StreamReader(response.GetResponseStream(), Encoding.UTF8)) return reader.ReadToEnd();
        }

        private static string MessageIn(string text)
        {
            try
            {
                return new Body(JsonReader.Read(text) as Dictionary<string, object>).Inner("error").Text("message", "Is that a Worldport server?");
            }
            catch (FormatException)
            {
                return "Is that a Worldport server?";
            }
        }
    }
}
