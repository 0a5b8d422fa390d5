using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>Rollouts of one turn.</summary>
internal static class TestRollouts
{
    internal static Rollout Of(string text, string problem = "1") => new()
    {
        ProblemId = problem,
        PromptTokens = [0],
        Turns = OneTurn(new RolloutSegment(0, [0], [0])),
        Text = text,
        StopReason = StopReason.EndOfText,
    };

    internal static ValueList<Turn> OneTurn(params IEnumerable<RolloutSegment> segments) => [new PolicyTurn([.. segments])];
}
