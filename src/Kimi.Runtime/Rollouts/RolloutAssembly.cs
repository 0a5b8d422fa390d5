using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Makes rollouts of what executors answer.</summary>
internal static class RolloutAssembly
{
    /// <summary>What a request has come to with an answer to it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="problemId">The problem it answers.</param>
    /// <param name="prompt">Its prompt.</param>
    /// <param name="text">Makes text of tokens.</param>
    public static PendingResponse Take(RolloutRequest request, RolloutEvent.Answer answer, string problemId, RolloutPrompt prompt, ResponseText text)
    {
        ValueList<Turn> turns = request.Turns is [.., PolicyTurn begun]
            ? [.. request.Turns.SkipLast(1), new PolicyTurn([.. begun.Segments, answer.Segment])]
            : [.. request.Turns, new PolicyTurn([answer.Segment])];
        return answer switch
        {
            RolloutEvent.Finished finished => new(request, new()
            {
                ProblemId = problemId,
                PromptTokens = prompt.Tokens,
                Turns = turns,
                Text = text.Of([.. turns[^1].AllTokens]),
                StopReason = finished.Reason,
            }),
            _ => new(request with { Turns = turns }, Rollout: null),
        };
    }
}
