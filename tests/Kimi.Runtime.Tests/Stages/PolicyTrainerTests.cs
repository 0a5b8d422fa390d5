using Kimi.Dsl;
using Kimi.Runtime.Models;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Optimization;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Stages;

public sealed class PolicyTrainerTests
{
    private static readonly int[] s_lengths = [9, 3, 17, 6, 12, 1, 8, 5];

    public static TheoryData<string> Objectives => ["MirrorDescent", "ReST", "PolicyGradient", "Grpo", "Dapo"];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Batches_within_a_token_budget_add_up_to_one_big_batch(string objective)
    {
        var (whole, wholeStep) = Step(objective, microBatchTokens: 100_000, Samples());
        foreach (var budget in new[] { 1, 40, 70 })
        {
            var (parts, partsStep) = Step(objective, budget, Samples());
            Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            Assert.Equal(wholeStep.Loss, partsStep.Loss, 1e-5);
            Assert.Equal(wholeStep.GradientNorm, partsStep.GradientNorm, 1e-5);
            Assert.Equal(wholeStep.Kl, partsStep.Kl, 1e-5);
        }

        Assert.Contains(whole, weight => Math.Abs(weight) > 1e-4);
    }

    [Fact]
    public void Cutting_a_response_into_segments_does_not_change_what_it_teaches()
    {
        var cut = Samples().Select(sample => sample with { Rollout = sample.Rollout with { Segments = Cut(sample.Rollout) } }).ToList();

        Assert.Equal(Step("MirrorDescent", 100_000, Samples()).Change, Step("MirrorDescent", 100_000, cut).Change);
    }

    [Fact]
    public void Tokens_that_are_excluded_teach_nothing_and_the_others_what_they_would_alone()
    {
        // Excluded tokens are read all the same: they are as good as a part of the prompt.
        var excluded = Samples().Where(sample => sample.Rollout.Tokens.Length > 4).Select(sample => sample with { ExcludedTokens = 4 }).ToList();
        var asPrompt = excluded.Select(sample => new TrainingSample(
            sample.Rollout with
            {
                PromptTokens = [.. sample.Rollout.PromptTokens, .. sample.Rollout.Tokens[..4]],
                Segments = [new(3, sample.Rollout.Tokens[4..], sample.Rollout.Logprobs[4..])],
            },
            sample.Advantage,
            ExcludedTokens: 0)).ToList();

        var (expected, actual) = (Step("MirrorDescent", 100_000, asPrompt), Step("MirrorDescent", 100_000, excluded));

        Assert.All(expected.Change.Zip(actual.Change), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(expected.Statistics.Loss, actual.Statistics.Loss, 1e-6);
    }

    [Fact]
    public void The_mismatch_is_over_what_the_iteration_s_own_policy_sampled()
    {
        // The first segment is of an older policy, whose log-probabilities are far off and rightly so.
        using var policy = Policy();
        var fresh = Recorded(policy, Samples()[2].Rollout);
        var older = new RolloutSegment(2, fresh.Tokens[..8], [.. fresh.Logprobs[..8].Select(logprob => logprob - 1)]);
        var newest = new RolloutSegment(3, fresh.Tokens[8..], [.. fresh.Logprobs[8..].Select(logprob => logprob + 0.25f)]);

        var (_, statistics) = Step("MirrorDescent", 100_000, [new(fresh with { Segments = [older, newest] }, 1, 0)]);

        Assert.Equal(0.25, statistics.OnPolicyMismatch, 1e-3);
        Assert.Equal(1, statistics.LargestLogratio, 1e-3);
        Assert.Equal(((8 * 1) - (9 * 0.25)) / 17, statistics.LogratioMean, 1e-3);
    }

    [Fact]
    public void A_mismatch_above_its_limit_stops_the_run_with_what_to_do()
    {
        var statistics = new StepStatistics(0, 0, 0, 0, 0, 0, OnPolicyMismatch: 0.2);

        statistics.ThrowIfMismatched(new() { MaxLogprobMismatch = 0.3 }, "LongCot", 7);
        var error = Assert.Throws<KimiException>(() => statistics.ThrowIfMismatched(new() { MaxLogprobMismatch = 0.1 }, "LongCot", 7));

        Assert.Contains("stage LongCot, iteration 7", error.Message);
        Assert.Contains("disagree by 0.2 nats a token", error.Message);
        Assert.Contains("MaxLogprobMismatch 0.1", error.Message);
    }

    // With a large ε Adam's step is the gradient, so that what is compared is not only its signs.
    private static (float[] Change, StepStatistics Statistics) Step(string objective, int microBatchTokens, IReadOnlyList<TrainingSample> samples)
    {
        using var policy = Policy();
        using var optimizer = new FlatAdam(policy.Model.Parameters, epsilon: 100, maxGradientNorm: null);
        var before = policy.Model.Parameters.Weights.data<float>().ToArray();
        IPolicyObjective chosen = objective switch
        {
            "ReST" => new ReST(new()),
            "PolicyGradient" => new PolicyGradient(new()),
            "Grpo" => new Grpo(new()),
            "Dapo" => new Dapo(new()),
            _ => new MirrorDescent(new()),
        };
        var statistics = new PolicyTrainer(policy, optimizer, chosen, new() { MicroBatchTokens = microBatchTokens }).Step(samples, iteration: 3, learningRate: 10);
        return ([.. policy.Model.Parameters.Weights.data<float>().ToArray().Zip(before, (after, start) => after - start)], statistics);
    }

    private static List<TrainingSample> Samples()
    {
        var random = new SeededRandom(7);
        return
        [
            .. s_lengths.Select((length, index) => new TrainingSample(
                new()
                {
                    Problem = new MathProblem { Id = $"{index}", Prompt = "", Answer = "" },
                    PromptTokens = [.. Enumerable.Range(0, 1 + (index % 3)).Select(_ => random.Next(17))],
                    Segments = [new(3, [.. Enumerable.Range(0, length).Select(_ => random.Next(17))], [.. Enumerable.Range(0, length).Select(_ => -2 - random.NextSingle())])],
                    Text = "",
                    StopReason = StopReason.EndOfText,
                },
                (index % 4) - 1.4,
                ExcludedTokens: 0)),
        ];
    }

    private static RolloutSegment[] Cut(Rollout rollout) =>
        [.. Enumerable.Range(0, (rollout.Tokens.Length + 3) / 4).Select(index => new RolloutSegment(
            index, [.. rollout.Tokens.Skip(4 * index).Take(4)], [.. rollout.Logprobs.Skip(4 * index).Take(4)]))];

    private static Rollout Recorded(LoadedPolicy policy, Rollout rollout)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of([new(rollout.PromptTokens, rollout.Tokens)], policy.Tokenizer.PadId, CPU);
        var logprobs = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT).detach().data<float>().ToArray();
        return rollout with { Segments = [new(3, rollout.Tokens, logprobs[(rollout.PromptTokens.Length - 1)..])] };
    }

    private static LoadedPolicy Policy() => new(TinyModels.Create(TinyModels.Qwen), new CharacterTokenizer("abcdefghijklmnopq"));
}
