using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.RewardModels;
using Kimi.Runtime.Verdicts;
using Kimi.Tests;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.RewardModels;

public sealed class JudgingTests
{
    [Fact]
    public void Pairwise_losses_are_those_derived_by_hand()
    {
        using var scope = NewDisposeScope();

        var losses_B = PairwiseRanking.Losses(tensor(new[] { 1.0, 3, 0 }), tensor(new[] { 0.0, 3, 2 }));

        // −log σ(1), −log σ(0), −log σ(−2).
        Assert.All(new[] { 0.313262, 0.693147, 2.126928 }.Paired(losses_B.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData("""29:29{"correct":true}""", 1)]
    [InlineData("""{"correct":true} but no: {"correct": false}""", 0)]
    [InlineData("""so {x} {"correct":false}  """, 0)]
    [InlineData("""{"reason":{"a":1},"correct":true}""", 1)]
    public void The_verdict_at_the_end_counts(string critique, double value) =>
        Assert.Equal(value, Assert.IsType<Verdict.Scored>(VerdictJson.Read(critique)).Value);

    [Theory]
    [InlineData("")]
    [InlineData("it is correct")]
    [InlineData("""{"correct":tru""")]
    [InlineData("""{"correct":"true"}""")]
    [InlineData("""{"correct":1}""")]
    [InlineData("""{"correct":true,"correct":false}""")]
    [InlineData("""{"correct":true} I think""")]
    [InlineData("""{"right":true}""")]
    public void A_critique_without_a_verdict_is_unscorable_and_never_wrong(string critique) =>
        Assert.Contains("does not end in a verdict", Assert.IsType<Verdict.Unscorable>(VerdictJson.Read(critique)).Why, StringComparison.Ordinal);

    [Fact]
    public void A_response_that_looks_like_a_placeholder_stays_as_it_is()
    {
        var problem = new MathProblem { Id = "", Prompt = "1+1={answer}", Answer = "2" };

        Assert.Equal("1+1={answer}|2|#{prompt}", JudgeTemplate.Fill("{prompt}|{answer}|{response}", problem, "#{prompt}"));
    }

    [Fact]
    public void No_prompt_is_in_two_parts_and_shares_are_kept()
    {
        // 2,000 prompts at a share of 0.3: the standard deviation of the held-out count is 20.
        var pairs = Enumerable.Range(0, 4_000).Select(i => new LabelledPair(new() { Id = $"{i}", Prompt = $"{i / 2}", Answer = "1" }, "1", "2")).ToList();

        var split = LabelledPairs.Split(pairs, 0.3, "Judge");

        var parts = new[] { split.Training, split.Calibration, split.Test }.Select(part => part.Select(pair => pair.Problem.Prompt).ToHashSet()).ToList();
        Assert.Equal(2_000, parts.Sum(part => part.Count));
        Assert.Equal(4_000, split.Training.Count + split.Calibration.Count + split.Test.Count);
        Assert.InRange(parts[1].Count, 250, 350);
        Assert.InRange(parts[2].Count, 250, 350);
    }

    [Fact]
    public void Pairs_that_leave_a_part_empty_are_reported() => Assert.Contains(
        "change HeldOutShare",
        Assert.Throws<KimiException>(() => LabelledPairs.Split([new(new() { Id = "", Prompt = "", Answer = "1" }, "1", "2")], 0.1, "Judge")).Message,
        StringComparison.Ordinal);
}
