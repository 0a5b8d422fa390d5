using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>The tokens that end a text, as the files of a checkpoint say: each of them may name others, and a model may use all.</summary>
/// <param name="EndOfText">The tokens that end a text: first the one that the tokenizer's own file names.</param>
/// <param name="Pad">The token that fills a batch, if a file names one.</param>
internal sealed record TextEnds(IReadOnlyList<int> EndOfText, int? Pad)
{
    /// <summary>Reads them.</summary>
    /// <param name="files">The tokenizer's files.</param>
    /// <param name="checkpoint">The folder with <c>config.json</c>, if there is one.</param>
    /// <param name="idOf">The id of a token.</param>
    /// <exception cref="KimiException">A file names a token that there is not.</exception>
    public static TextEnds Of(TokenizerFiles files, string? checkpoint, Func<string, int?> idOf)
    {
        var model = checkpoint is null ? null : SmallFile.ReadIfThere(Path.Combine(checkpoint, "config.json"));
        (string Name, byte[] Content)[] configs =
        [
            .. model is null ? Array.Empty<(string, byte[])>() : [("config.json", model)],
            .. files.Contents.Where(file => file.Key == TokenizerFiles.Generation).Select(file => (file.Key, file.Value)),
        ];
        return new(
            [.. Named("eos_token").Concat(Ids("eos_token_id")).Distinct()],
            Named("pad_token").Concat(Ids("pad_token_id")).Select(id => (int?)id).FirstOrDefault());

        IEnumerable<int> Named(string name)
        {
            if (!files.Contents.TryGetValue(TokenizerFiles.Config, out var content))
                return [];
            var file = files.NameOf(TokenizerFiles.Config);
            using var json = JsonPlace.Parse(content, file);
            if (new JsonPlace(json.RootElement, file, "").Optional(name) is not { } token)
                return [];
            var text = token.Element.ValueKind == JsonValueKind.Object ? token["content"].Text : token.Text;
            return [idOf(text) ?? throw token.Failure($"is '{text}', which {TokenizerFiles.Tokenizer} does not have")];
        }

        IEnumerable<int> Ids(string name)
        {
            foreach (var (fileName, content) in configs)
            {
                var file = files.NameOf(fileName);
                using var json = JsonPlace.Parse(content, file);
                var root = new JsonPlace(json.RootElement, file, "");
                if ((root.Optional(name) ?? root.Optional("text_config")?.Optional(name)) is not { } found)
                    continue;
                foreach (var id in found.Element.ValueKind == JsonValueKind.Array ? found.Items.Select(item => item.Count).ToArray() : [found.Count])
                    yield return id;
            }
        }
    }
}
