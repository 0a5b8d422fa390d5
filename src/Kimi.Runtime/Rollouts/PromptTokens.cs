using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Rollouts;

/// <summary>Prompts as tokens, with room for a response. A stage makes them once, by the policy's own tokenizer, before it asks any of them.</summary>
public static class PromptTokens
{
    /// <summary>The prompts of problems, under the problems' ids.</summary>
    /// <param name="policy">The policy that is to answer.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="maxResponseTokens">The longest response.</param>
    /// <param name="maxReplyTokens">How much an environment may say in it; 0 without one.</param>
    /// <exception cref="KimiException">A prompt is empty, cannot be written in tokens, or does not fit the policy's context with its longest
    /// response.</exception>
    public static IReadOnlyList<RolloutPrompt> Of(
        PolicyHandle policy, IEnumerable<Problem> problems, int maxResponseTokens, long maxReplyTokens = 0)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return [.. problems.Select(problem => Of(policy, problem.Id, problem.Prompt, maxResponseTokens, maxReplyTokens))];
    }

    /// <summary>A prompt.</summary>
    /// <param name="policy">The policy that is to answer.</param>
    /// <param name="id">The prompt's id.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="maxResponseTokens">The longest response.</param>
    /// <param name="maxReplyTokens">How much an environment may say in it; 0 without one.</param>
    /// <exception cref="KimiException">The prompt is empty, cannot be written in tokens, or does not fit the policy's context with its longest
    /// response.</exception>
    public static RolloutPrompt Of(PolicyHandle policy, string id, Prompt prompt, int maxResponseTokens, long maxReplyTokens = 0)
    {
        ArgumentNullException.ThrowIfNull(policy);

        // In an environment, the first turn says what asks for the policy's reply: the environment may speak before it.
        var tokens = policy.Tokenizer.Encode(prompt, policy.Config.Vision?.Tokens, asksForReply: maxReplyTokens == 0);
        if (tokens.Length == 0)
            throw new KimiException($"problem {id} has an empty prompt: give it one, or leave the problem out");
        if (tokens.Length + maxResponseTokens + maxReplyTokens > policy.Config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"the prompt of problem {id} has {tokens.Length} tokens, which with MaxResponseTokens {maxResponseTokens} "
                + (maxReplyTokens > 0 ? $"and an environment's replies of up to {maxReplyTokens} tokens " : "")
                + $"exceeds the policy's context of {policy.Config.MaxPositionEmbeddings}: shorten one or raise ContextLength");
        }

        return new(id, [.. tokens]) { Images = prompt.Images.Any() ? [.. prompt.Images.Select(image => image.Hash)] : null };
    }
}
