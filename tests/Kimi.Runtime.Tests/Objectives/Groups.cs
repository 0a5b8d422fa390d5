using Kimi.Dsl;
using Kimi.Runtime.Tests.Rollouts;

namespace Kimi.Runtime.Tests.Objectives;

/// <summary>Groups of judged responses, by what objectives and penalties look at.</summary>
internal static class Groups
{
    private static readonly MathProblem s_problem = new() { Id = "1", Prompt = "", Answer = "" };

    /// <summary>One response for each reward, correct where it is above 0.5, of one token.</summary>
    internal static RolloutGroup Of(params double[] rewards) => Of([.. rewards.Select(reward => (reward, reward > 0.5, 1))]);

    internal static RolloutGroup Of(params (double Reward, bool IsCorrect, int Length)[] responses) => new(s_problem, [.. responses.Select(response =>
        new JudgedRollout(
            new()
            {
                ProblemId = s_problem.Id,
                PromptTokens = [0],
                Turns = TestRollouts.OneTurn(new RolloutSegment(0, [.. new int[response.Length]], [.. new float[response.Length]])),
                Text = "",
                StopReason = StopReason.EndOfText,
            },
            response.Reward,
            response.IsCorrect))]);
}
