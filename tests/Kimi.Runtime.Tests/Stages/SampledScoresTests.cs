using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Rollouts;

namespace Kimi.Runtime.Tests.Stages;

public sealed class SampledScoresTests
{
    [Theory]
    [InlineData(4, 0, 2, 0)]
    [InlineData(4, 1, 1, 0.25)]
    [InlineData(4, 1, 2, 0.5)] // 1 − C(3, 2) / C(4, 2) = 1 − 3 / 6
    [InlineData(4, 2, 2, 5 / 6.0)] // 1 − C(2, 2) / C(4, 2)
    [InlineData(4, 3, 2, 1)]
    [InlineData(5, 2, 3, 0.9)] // 1 − C(3, 3) / C(5, 3)
    [InlineData(4, 1, 4, 1)]
    public void Pass_at_k_is_one_less_the_share_of_draws_that_are_all_wrong(int samples, int correct, int k, double expected) =>
        Assert.Equal(expected, SampledScores.PassAt(samples, correct, k), 1e-12);

    [Theory]
    [InlineData(6, 2, 3)]
    [InlineData(7, 3, 2)]
    [InlineData(8, 1, 5)]
    public void Pass_at_k_agrees_with_counting_all_draws(int samples, int correct, int k)
    {
        var draws = Enumerable.Range(0, 1 << samples).Where(draw => int.PopCount(draw) == k).ToList();

        Assert.Equal(draws.Count(draw => (draw & ((1 << correct) - 1)) != 0) / (double)draws.Count, SampledScores.PassAt(samples, correct, k), 1e-12);
    }

    [Theory]
    [InlineData("4+ 4+ 5- 6-", 1)]
    [InlineData("4+ 5- 5- 6-", 0)]
    [InlineData("4+ 4+ 5- 5-", 0.5)]
    [InlineData("4+ 5- 6-", 1 / 3.0)]
    [InlineData("4+ .- .- .-", 1)]
    [InlineData(".- .-", 0)]
    [InlineData("4+ 4- 4+ 4+ 5-", 0.75)] // Another reward finds one of them wrong.
    public void The_answer_of_most_responses_counts_and_equally_frequent_ones_in_part(string responses, double expected) =>
        Assert.Equal(expected, SampledScores.Majority(Group("p", responses)), 1e-12);

    [Fact]
    public void A_score_is_a_mean_over_problems()
    {
        var scores = SampledScores.Of([Group("a", "4+ 4+ 5- 5-"), Group("b", "7- 7- 8+ 9-"), Group("c", "1- 1- 1- 1-")], seed: 1);

        Assert.Equal((new Proportion(3, 12), 3, 2.5), (scores.Sampled, scores.Problems, scores.MeanTokens));
        Assert.Equal([1, 2, 4], scores.PassAt.Keys);
        Assert.Equal(3 / 12.0, scores.PassAt[1].Value, 1e-12);
        Assert.Equal((5 / 6.0 + 1 / 2.0 + 0) / 3, scores.PassAt[2].Value, 1e-12);
        Assert.Equal(2 / 3.0, scores.PassAt[4].Value, 1e-12);
        Assert.Equal(0.5 / 3, scores.Majority!.Value, 1e-12);
        Assert.Equal(scores.MeanTokens, scores.Tokens!.Value, 1e-12);
    }

    [Fact]
    public void Without_answers_or_with_one_response_there_is_no_vote()
    {
        Assert.Null(SampledScores.Of([Group("a", ".+ .-")], seed: 1).Majority);
        Assert.Null(SampledScores.Of([Group("a", "4+")], seed: 1).Majority);
        Assert.Equal([1], SampledScores.Of([Group("a", "4+")], seed: 1).PassAt.Keys);
    }

    [Fact]
    public void The_interval_is_that_of_a_mean_over_drawn_problems_and_depends_on_the_seed_alone()
    {
        // 400 problems, half of them solved: the mean's deviation is √(0.25 / 400) = 0.025, and the interval ± 1.96 of it.
        var groups = Enumerable.Range(0, 400).Select(number => Group($"{number}", number % 2 == 0 ? "4+" : "5-")).ToList();
        var first = SampledScores.Of(groups, seed: 3).PassAt[1];

        Assert.Equal(0.5, first.Value);
        Assert.InRange(first.Low, 0.451 - 0.006, 0.451 + 0.006);
        Assert.InRange(first.High, 0.549 - 0.006, 0.549 + 0.006);
        Assert.Equal(first, SampledScores.Of(groups, seed: 3).PassAt[1]);
        Assert.Contains(Enumerable.Range(4, 5), seed => SampledScores.Of(groups, (ulong)seed).PassAt[1] != first);
    }

    // Responses by their answers and whether they are correct; a dot is no answer. The first has one token, the next two, …
    private static RolloutGroup Group(string id, string responses)
    {
        var problem = new MathProblem { Id = id, Prompt = id, Answer = "" };
        return new(problem, [.. responses.Split(' ').Select((response, place) => new JudgedRollout(
            new()
            {
                ProblemId = id,
                PromptTokens = [0],
                Turns = TestRollouts.OneTurn(new RolloutSegment(0, [.. new int[place + 1]], [.. new float[place + 1]])),
                Text = response,
                StopReason = StopReason.EndOfText,
            },
            Reward: 0,
            IsCorrect: response[^1] == '+')
        {
            Answer = response[0] == '.' ? null : response[..^1],
        })]);
    }
}
