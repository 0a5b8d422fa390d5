using Kimi.Dsl;
using Kimi.Runtime.Penalties;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Penalties;

public sealed class LengthPenaltyTests
{
    private static readonly TrainingProgress s_progress = new(10, 20);

    [Fact]
    public void Short_correct_responses_earn_and_long_wrong_ones_lose()
    {
        var group = Group((100, true), (200, true), (300, false), (200, false), (100, false));

        Assert.Equal([0.5, 0, -0.5, 0, 0], new LengthPenalty(new() { Weight = 1 }).Apply(group, s_progress));
    }

    [Fact]
    public void The_weighted_penalty_adds_to_rewards_as_in_the_worked_case()
    {
        var group = Group((1000, true), (2000, true), (3000, true), (1000, false), (3000, false));
        var added = new LengthPenalty(new() { Weight = 0.1 }).Apply(group, s_progress);

        double[] expected = [1.05, 1.00, 0.95, 0.00, -0.05];
        foreach (var (rollout, (total, value)) in group.Paired(added.Paired(expected)))
            Assert.Equal(value, rollout.Reward + total, 1e-12);
    }

    [Fact]
    public void Equal_lengths_change_nothing() =>
        Assert.Equal([0, 0], new LengthPenalty(new()).Apply(Group((7, true), (7, false)), s_progress));

    [Fact]
    public void Length_is_that_of_the_whole_response_over_all_its_segments()
    {
        var whole = Group((100, true), (200, true), (300, false));
        var segmented = new RolloutGroup(whole.Problem, [.. whole.Select(rollout => rollout with { Rollout = InTwo(rollout.Rollout) })]);

        Assert.Equal([0.5, 0, -0.5], new LengthPenalty(new() { Weight = 1 }).Apply(segmented, s_progress));

        static Rollout InTwo(Rollout rollout) =>
            rollout with
            {
                Turns = TestRollouts.OneTurn(
                    new RolloutSegment(3, rollout.Tokens[..90], rollout.Logprobs[..90]), new RolloutSegment(4, rollout.Tokens[90..], rollout.Logprobs[90..])),
            };
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 0.1)]
    public void It_is_off_until_its_iteration_and_constant_from_there(int iteration, double expected)
    {
        var penalty = new LengthPenalty(new() { Weight = 0.2, FromIteration = 10 });

        Assert.Equal(expected, penalty.Apply(Group((1, true), (9, true)), new(iteration, 20))[0], 1e-12);
    }

    private static RolloutGroup Group(params (int Length, bool Correct)[] responses)
    {
        var problem = new MathProblem { Id = "1", Prompt = "?", Answer = "!" };
        return new(
            problem, [.. responses.Select(response => new JudgedRollout(Rollout(problem, response.Length), response.Correct ? 1 : 0, response.Correct))]);
    }

    private static Rollout Rollout(Problem problem, int length) => new()
    {
        ProblemId = problem.Id,
        PromptTokens = [0],
        Turns = TestRollouts.OneTurn(new RolloutSegment(0, [.. new int[length]], [.. new float[length]])),
        Text = "",
        StopReason = StopReason.EndOfText,
    };
}
