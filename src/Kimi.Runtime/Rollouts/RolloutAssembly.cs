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
        var turns = request.TurnsWith(answer.Segment);
        if (answer is not RolloutEvent.Finished finished)
            return new(request with { Turns = turns }, Rollout: null);
        var turn = text.Finish((PolicyTurn)turns[^1]);
        return new(request, new()
        {
            ProblemId = problemId,
            PromptTokens = prompt.Tokens,
            PromptImages = prompt.Images,
            Turns = [.. turns.SkipLast(1), turn],
            Text = turn.Text,
            StopReason = finished.Reason,
        });
    }
}
