using Kimi.Dsl;
using Kimi.Runtime.Penalties;
using Kimi.Runtime.Tests.Rollouts;

namespace Kimi.Runtime.Tests.Penalties;

public sealed class RepetitionPenaltyTests
{
    [Theory]
    [InlineData(new[] { 5, 5, 5, 5, 5 }, -0.75)]
    [InlineData(new[] { 1, 2, 1, 2, 1, 2 }, -0.6)]
    [InlineData(new[] { 1, 2, 3, 4 }, 0)]
    [InlineData(new[] { 1, 11, 1, 1 }, 0)]
    [InlineData(new[] { 1 }, 0)]
    public void Repeated_bigrams_cost_their_share(int[] tokens, double expected) =>
        Assert.Equal(expected, Apply(new() { Tokens = 2, Weight = 1 }, tokens, StopReason.EndOfText), 1e-12);

    [Fact]
    public void The_weight_scales_it_and_a_response_ended_for_repeating_itself_loses_all_of_it()
    {
        Assert.Equal(-0.15, Apply(new() { Tokens = 2, Weight = 0.2 }, [5, 5, 5, 5, 5], StopReason.EndOfText), 1e-12);
        Assert.Equal(-0.2, Apply(new() { Tokens = 2, Weight = 0.2 }, [1, 2, 3, 1, 2, 3], StopReason.Repetition), 1e-12);
    }

    private static double Apply(RepetitionPenaltyAttribute options, int[] tokens, StopReason reason)
    {
        var problem = new MathProblem { Id = "1", Prompt = "", Answer = "" };
        var rollout = new Rollout
        {
            ProblemId = problem.Id,
            PromptTokens = [0],
            Turns = TestRollouts.OneTurn(new RolloutSegment(0, [.. tokens], [.. new float[tokens.Length]])),
            Text = "",
            StopReason = reason,
        };
        return new RepetitionPenalty(options).Apply(new(problem, [new(rollout, 1, true)]), new(0, 1))[0];
    }
}
