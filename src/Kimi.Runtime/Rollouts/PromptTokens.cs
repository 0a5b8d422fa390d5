using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>Prompts as tokens, with room for a response.</summary>
internal static class PromptTokens
{
    /// <summary>A problem's prompt as tokens.</summary>
    /// <param name="policy">The policy that is to answer.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="maxResponseTokens">The longest response.</param>
    /// <exception cref="KimiException">The prompt is empty, cannot be written in tokens, or does not fit the policy's context with its longest
    /// response.</exception>
    public static int[] Of(LoadedPolicy policy, Problem problem, int maxResponseTokens)
    {
        var tokens = policy.Tokenizer.Encode(problem.Prompt);
        if (tokens.Length == 0)
            throw new KimiException($"problem {problem.Id} has an empty prompt: give it one, or leave the problem out");
        if (tokens.Length + maxResponseTokens > policy.Model.Config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"the prompt of problem {problem.Id} has {tokens.Length} tokens, which with MaxResponseTokens {maxResponseTokens} "
                + $"exceeds the policy's context of {policy.Model.Config.MaxPositionEmbeddings}: shorten one or raise ContextLength");
        }

        return tokens;
    }

    /// <summary>Finds a problem that cannot be answered before any problem is, rather than in the iteration that draws it.</summary>
    /// <param name="policy">The policy that is to answer.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="maxResponseTokens">The longest response.</param>
    /// <exception cref="KimiException">A prompt is empty, cannot be written in tokens, or does not fit the policy's context with its longest
    /// response.</exception>
    public static void CheckAll(LoadedPolicy policy, PromptSet problems, int maxResponseTokens)
    {
        foreach (var problem in problems)
            _ = Of(policy, problem, maxResponseTokens);
    }
}
