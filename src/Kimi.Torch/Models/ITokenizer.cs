namespace Kimi.Torch.Models;

/// <summary>Turns text into token ids and back. Two are equal if they give every text the same ids.</summary>
public interface ITokenizer
{
    /// <summary>How many ids there are, special tokens included.</summary>
    int VocabularySize { get; }

    /// <summary>The token that ends a text.</summary>
    int EndOfTextId { get; }

    /// <summary>The token that fills a batch.</summary>
    int PadId { get; }

    /// <summary>The ids of a text, without special tokens around it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The ids.</returns>
    int[] Encode(string text);

    /// <summary>The text of ids; special tokens give no text.</summary>
    /// <param name="tokens">The ids.</param>
    /// <returns>The text.</returns>
    string Decode(ReadOnlySpan<int> tokens);

    /// <summary>Writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c>.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    void Save(string folder);
}
