using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Rollouts;

namespace Kimi.Runtime.Tests.Stages;

public sealed class SampledPairTests
{
    private static readonly MathProblem s_problem = new() { Id = "1", Prompt = "1+1=", Answer = "2" };

    [Fact]
    public void The_shortest_correct_response_is_chosen_and_the_longest_of_those_that_may_be_is_rejected()
    {
        // Chosen is b, of 4. Rejected may be: c (correct, 6 = 1.5 * 4), e (wrong, 5) and f (wrong, 9); neither a (correct, 5 < 6) nor d (wrong, 4, no longer).
        var problem = Sampled(('a', 5, true), ('b', 4, true), ('c', 6, true), ('d', 4, false), ('e', 5, false), ('f', 9, false));

        Assert.Equal(["b>f"], Pairs(problem, new()));
        Assert.Equal(["b>f", "b>c", "b>e"], Pairs(problem, new() { PairsPerProblem = 10 }));
        Assert.Equal(["b>f", "b>e"], Pairs(problem, new() { PairsPerProblem = 10, LongerBy = 1.6 }));
    }

    [Fact]
    public void No_correct_response_gives_no_pair() => Assert.Empty(Pairs(Sampled(('a', 5, false), ('b', 9, false)), new()));

    [Fact]
    public void Responses_of_one_length_give_no_pair_even_if_any_length_will_do() =>
        Assert.Empty(Pairs(Sampled(('a', 5, true), ('b', 5, true), ('c', 5, false)), new() { LongerBy = 1 }));

    [Fact]
    public void A_response_that_was_cut_is_never_chosen() => Assert.Equal(
        ["b>c"],
        Pairs(Sampled(('a', 3, true, StopReason.LengthLimit), ('b', 5, true, StopReason.EndOfText), ('c', 8, false, StopReason.LengthLimit)), new()));

    [Fact]
    public void For_reward_models_every_pair_is_of_a_correct_and_a_wrong_response_whatever_their_lengths()
    {
        var problem = Sampled(('a', 5, true), ('b', 4, true), ('c', 1, false), ('d', 9, false), ('e', 5, false));

        var pairs = Pairs(problem, new() { Prefer = Preferred.Correct, PairsPerProblem = 10 });

        Assert.Equal(["a", "b"], pairs.Select(pair => pair[..1]).Order());
        Assert.Equal(2, pairs.Select(pair => pair[2..]).Distinct().Count(rejected => "cde".Contains(rejected, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Selection.Longest, "b of second, d of second")]
    [InlineData(Selection.Shortest, "a of first, d of second")]
    public void Correct_responses_of_all_templates_compete(Selection keep, string expected)
    {
        SampledProblem[] byTemplate = [Sampled(('a', 2, true), ('x', 9, false)), Sampled(('b', 7, true), ('d', 5, true), ('b', 7, true))];

        var kept = SampleLongCot.Keep(s_problem, byTemplate, new() { Templates = ["first", "second"], Keep = keep, PerProblem = 2 }, new Random(1)).ToList();

        Assert.Equal(expected, string.Join(", ", kept.Select(line => $"{line.Response} of {line.Template}")));
        Assert.All(kept, line => Assert.Equal("1+1=", line.Prompt));
    }

    [Fact]
    public void The_price_of_tokens_decides_between_accuracy_and_brevity()
    {
        // 0.90 - 0.1 * 400/400 = 0.80 against 0.85 - 0.1 * 100/400 = 0.825; for free tokens 0.90 wins.
        Assert.Equal(0.80, SelectPolicy.Score(0.90, 400, 400, 0.1), precision: 12);
        Assert.Equal(0.825, SelectPolicy.Score(0.85, 100, 400, 0.1), precision: 12);
        Assert.Equal(0.90, SelectPolicy.Score(0.90, 400, 400, 0), precision: 12);
    }

    private static List<string> Pairs(SampledProblem problem, SamplePreferencesAttribute options) =>
        [.. SamplePreferences.Pairs(problem, options, new Random(7)).Select(pair => $"{pair.Chosen.Rollout.Text}>{pair.Rejected.Rollout.Text}")];

    private static SampledProblem Sampled(params (char Text, int Length, bool IsCorrect)[] responses) =>
        Sampled([.. responses.Select(response => (response.Text, response.Length, response.IsCorrect, StopReason.EndOfText))]);

    private static SampledProblem Sampled(params (char Text, int Length, bool IsCorrect, StopReason Stop)[] responses) => new(s_problem,
    [
        .. responses.Select(response => new JudgedRollout(
            new()
            {
                ProblemId = s_problem.Id,
                PromptTokens = [1],
                Turns = TestRollouts.OneTurn(new RolloutSegment(0, [.. new int[response.Length]], [.. new float[response.Length]])),
                Text = $"{response.Text}",
                StopReason = response.Stop,
            },
            response.IsCorrect ? 1 : 0,
            response.IsCorrect)),
    ]);
}
