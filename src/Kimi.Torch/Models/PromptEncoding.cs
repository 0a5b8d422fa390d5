using Kimi.Dsl;

namespace Kimi.Torch.Models;

/// <summary>Prompts as tokens.</summary>
public static class PromptEncoding
{
    /// <summary>The ids of a prompt.</summary>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="prompt">The prompt.</param>
    /// <exception cref="KimiException">The tokenizer cannot write it: it has a character that the tokenizer lacks, an image, or messages without a chat
    /// template.</exception>
    public static int[] Encode(this ITokenizer tokenizer, Prompt prompt)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return prompt switch
        {
            Prompt.Continuation { Parts: [PromptPart.Text only] } => tokenizer.Encode(only.Value),
            Prompt.Continuation continuation => [.. continuation.Parts.SelectMany(part => Encode(tokenizer, part))],
            Prompt.Conversation => throw new KimiException(
                "the prompt is a conversation, and the policy's tokenizer has no chat template: ask it a text to continue"),
            _ => throw new ArgumentNullException(nameof(prompt)),
        };
    }

    private static IEnumerable<int> Encode(ITokenizer tokenizer, PromptPart part) => part switch
    {
        PromptPart.Text text => tokenizer.Encode(text.Value),
        PromptPart.Tokens tokens => tokens.Ids.All(id => id >= 0 && id < tokenizer.VocabularySize)
            ? tokens.Ids
            : throw new KimiException($"the prompt has a token outside the policy's vocabulary of {tokenizer.VocabularySize}: use that policy's own ids"),
        _ => throw new KimiException("the prompt has an image, and the policy has no vision tower: leave it out, or take a policy that sees"),
    };
}
