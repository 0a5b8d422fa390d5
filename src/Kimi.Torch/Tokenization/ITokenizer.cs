using Kimi.Dsl;

namespace Kimi.Torch.Tokenization;

/// <summary>Turns text into token ids and back. Two are equal if they give every text the same ids.</summary>
public interface ITokenizer
{
    /// <summary>One more than the largest id, special tokens included.</summary>
    int VocabularySize { get; }

    /// <summary>The token that is put behind a text to end it.</summary>
    int EndOfTextId { get; }

    /// <summary>All tokens that end a text: where a policy samples one of them, it has finished.</summary>
    IReadOnlyList<int> EndOfTextIds => [EndOfTextId];

    /// <summary>The token that fills a batch.</summary>
    int PadId { get; }

    /// <summary>The special tokens that belong before a whole text, such as the one that begins it.</summary>
    IReadOnlyList<int> BeforeText => [];

    /// <summary>The special tokens that belong after a whole text.</summary>
    IReadOnlyList<int> AfterText => [];

    /// <summary>Whether there is a chat template.</summary>
    bool HasTemplate => false;

    /// <summary>
    /// A conversation as one text; null if there is no chat template. The text has its special tokens already.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="asksForReply">Whether the text ends where the reply to the last message begins.</param>
    /// <returns>The text.</returns>
    string? Render(Prompt.Conversation conversation, bool asksForReply) => null;

    /// <summary>The ids of a text, without special tokens around it. The contents of special tokens in the text become those tokens.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The ids.</returns>
    int[] Encode(string text);

    /// <summary>The ids of a text that stands behind another and quotes what someone wrote: the contents of special tokens in it stay text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The ids.</returns>
    int[] EncodeQuoted(string text) => Encode(text);

    /// <summary>The text of ids; special tokens, and ids that the vocabulary leaves out, give no text.</summary>
    /// <param name="tokens">The ids.</param>
    /// <returns>The text.</returns>
    string Decode(ReadOnlySpan<int> tokens);

    /// <summary>Begins the text of ids that arrive one after the other.</summary>
    IncrementalDecoder BeginDecoding();

    /// <summary>Writes <c>tokenizer.json</c> and the files that belong to it.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    void Save(string folder);
}
