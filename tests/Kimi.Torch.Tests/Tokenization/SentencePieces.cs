using System.Text;
using System.Text.Json.Nodes;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>SentencePiece's pieces with scores as a tokenizer.json: two pieces merge to a third, and the better its score, the earlier.</summary>
internal static class SentencePieces
{
    /// <summary>A tokenizer of pieces in the order of their ids.</summary>
    public static SmallTokenizer Of(IReadOnlyList<(string Piece, float Score, bool IsNormal)> pieces)
    {
        var tokenizer = new SmallTokenizer().WithPieces(pieces.Select(piece => piece.Piece));
        var normal = pieces.Index().Where(entry => entry.Item.IsNormal).ToDictionary(entry => entry.Item.Piece, entry => entry.Index);
        var merges = from piece in normal
                     from cut in Enumerable.Range(1, piece.Key.Length - 1)
                     let left = piece.Key[..cut]
                     let right = piece.Key[cut..]
                     where normal.ContainsKey(left) && normal.ContainsKey(right)
                     orderby pieces[piece.Value].Score descending, piece.Value, normal[left], normal[right]
                     select (JsonNode)new JsonArray(left, right);
        return tokenizer.WithModel("merges", new JsonArray([.. merges])).WithModel("byte_fallback", true).WithModel("unk_token", pieces[0].Piece)
            .WithModel("fuse_unk", true).With("normalizer", """
                {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
                """)
            .With("decoder", """
                {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                                                  {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
                """);
    }

    /// <summary>The pieces of a GGUF file (version 3): a header, then keys with typed values.</summary>
    public static SmallTokenizer OfGguf(string path)
    {
        const int Normal = 1;
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        reader.ReadBytes(16);
        var values = new Dictionary<string, object>();
        for (var left = reader.ReadInt64(); left > 0; left--)
        {
            var key = Text(reader);
            values[key] = Value(reader, reader.ReadInt32());
        }

        var (scores, types) = ((object[])values["tokenizer.ggml.scores"], (object[])values["tokenizer.ggml.token_type"]);
        return Of([.. ((object[])values["tokenizer.ggml.tokens"]).Select((token, id) => ((string)token, (float)scores[id], (int)types[id] == Normal))]);
    }

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadInt64()));

    private static object Value(BinaryReader reader, int type) => type switch
    {
        0 => reader.ReadByte(),
        4 => reader.ReadUInt32(),
        5 => reader.ReadInt32(),
        6 => reader.ReadSingle(),
        7 => reader.ReadBoolean(),
        8 => Text(reader),
        9 => Several(reader),
        10 => reader.ReadUInt64(),
        _ => throw new NotSupportedException($"GGUF type {type}"),
    };

    private static object[] Several(BinaryReader reader)
    {
        var type = reader.ReadInt32();
        var values = new object[reader.ReadInt64()];
        for (var i = 0; i < values.Length; i++)
            values[i] = Value(reader, type);
        return values;
    }
}
