using Kimi.Dsl;

namespace Kimi.Torch.Tokenization;

/// <summary>Prompts and documents as tokens.</summary>
public static class PromptEncoding
{
    /// <summary>The ids of a prompt, with the special tokens that belong before a text.</summary>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="images">How images stand among the policy's tokens; null for a policy of text alone.</param>
    /// <param name="asksForReply">Whether a conversation ends where the reply to its last message begins; otherwise more messages can follow.</param>
    /// <exception cref="KimiException">The tokenizer cannot write it: it has a character that the tokenizer lacks, an image that the policy cannot see, or
    /// messages without a chat template.</exception>
    public static int[] Encode(this ITokenizer tokenizer, Prompt prompt, ImageTokens? images = null, bool asksForReply = true)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(prompt);
        var count = prompt.Images.Count();
        if (count > 0 && images is null)
            throw new KimiException("the prompt has an image, and the policy has no vision tower: leave it out, or take a policy that sees");
        int[] tokens = prompt switch
        {
            Prompt.Continuation continuation => [.. tokenizer.BeforeText, .. continuation.Parts.SelectMany(part => Encode(tokenizer, part, images))],
            Prompt.Conversation conversation => tokenizer.Encode(tokenizer.Render(conversation, asksForReply) ?? throw new KimiException(
                "the prompt is a conversation, and the policy's tokenizer has no chat template: ask it a text to continue")),
            _ => throw new ArgumentOutOfRangeException(nameof(prompt)),
        };
        return images is { } image ? WithPlaces(tokens, image, count) : tokens;
    }

    /// <summary>The ids of a document to train on as a whole: the special tokens that belong before it, text and images, and the end of text.</summary>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="document">The document.</param>
    /// <param name="images">How images stand among the policy's tokens; null for a policy of text alone.</param>
    /// <exception cref="KimiException">The tokenizer cannot write it, or has no end of text, or the policy cannot see its images.</exception>
    public static int[] Encode(this ITokenizer tokenizer, Document document, ImageTokens? images = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. tokenizer.Encode(new Prompt.Continuation([.. document.Parts]), images), tokenizer.EndOfTextId];
    }

    private static IEnumerable<int> Encode(ITokenizer tokenizer, PromptPart part, ImageTokens? images) => part switch
    {
        PromptPart.Text text => tokenizer.Encode(text.Value),
        PromptPart.Tokens tokens => tokens.Ids.All(id => id >= 0 && id < tokenizer.VocabularySize)
            ? tokens.Ids
            : throw new KimiException($"the prompt has a token outside the policy's vocabulary of {tokenizer.VocabularySize}: use that policy's own ids"),
        _ => [images!.Value.Id],
    };

    // Each token that stands for an image becomes as many as it has patches. A text that names it would take another image's place.
    private static int[] WithPlaces(int[] tokens, ImageTokens image, int count)
    {
        var places = tokens.Count(token => token == image.Id);
        if (places != count)
        {
            throw new KimiException(
                $"the prompt has {count} images and {places} places for them, as tokens of id {image.Id}: "
                + "leave the token's name out of texts, or take a chat template that writes one for each image");
        }

        return count == 0 ? tokens : [.. tokens.SelectMany(token => Enumerable.Repeat(token, token == image.Id ? image.Count : 1))];
    }
}
