using Kimi.Dsl;

namespace Kimi.Torch.Tokenization;

/// <summary>Prompts and documents as tokens.</summary>
public static class PromptEncoding
{
    /// <summary>The ids of a prompt, with the special tokens that belong before a text.</summary>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="asksForReply">Whether a conversation ends where the reply to its last message begins; otherwise more messages can follow.</param>
    /// <exception cref="KimiException">The tokenizer cannot write it: it has a character that the tokenizer lacks, an image, or messages without a chat
    /// template.</exception>
    public static int[] Encode(this ITokenizer tokenizer, Prompt prompt, bool asksForReply = true)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return prompt switch
        {
            Prompt.Continuation continuation => [.. tokenizer.BeforeText, .. continuation.Parts.SelectMany(part => Encode(tokenizer, part))],
            Prompt.Conversation conversation => tokenizer.Encode(tokenizer.Render(conversation, asksForReply) ?? throw new KimiException(
                "the prompt is a conversation, and the policy's tokenizer has no chat template: ask it a text to continue")),
            _ => throw new ArgumentNullException(nameof(prompt)),
        };
    }

    /// <summary>The ids of a text to train on as a whole: the special tokens that belong before it, the text, and the end of text.</summary>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="KimiException">The tokenizer cannot write it, or has no end of text.</exception>
    public static int[] EncodeDocument(this ITokenizer tokenizer, string text)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return [.. tokenizer.BeforeText, .. tokenizer.Encode(text), tokenizer.EndOfTextId];
    }

    private static IEnumerable<int> Encode(ITokenizer tokenizer, PromptPart part) => part switch
    {
        PromptPart.Text text => tokenizer.Encode(text.Value),
        PromptPart.Tokens tokens => tokens.Ids.All(id => id >= 0 && id < tokenizer.VocabularySize)
            ? tokens.Ids
            : throw new KimiException($"the prompt has a token outside the policy's vocabulary of {tokenizer.VocabularySize}: use that policy's own ids"),
        _ => throw new KimiException("the prompt has an image, and policies are asked texts so far: leave it out"),
    };
}
