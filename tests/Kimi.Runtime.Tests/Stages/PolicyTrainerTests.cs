using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Tools;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tokenization;
using static Kimi.Runtime.Tests.Rollouts.TestRollouts;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Stages;

public sealed class PolicyTrainerTests
{
    private const double Large = 1000;
    private static readonly int[] s_lengths = [9, 3, 17, 6, 12, 1, 8, 5];

    public static TheoryData<string> Objectives =>
        ["MirrorDescent", "ReST", "PolicyGradient", "Grpo", "Gspo", "Dapo", "DrGrpo", "Cispo", "RatioMirrorDescent", "OpenKimi"];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Batches_within_a_token_budget_add_up_to_one_big_batch(string objective)
    {
        var (whole, wholeStep) = Step(objective, microBatchTokens: 100_000, Samples());
        foreach (var budget in new[] { 1, 40, 70 })
        {
            var (parts, partsStep) = Step(objective, budget, Samples());
            Assert.All(whole.Paired(parts), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            Assert.Equal(wholeStep.Loss, partsStep.Loss, 1e-5);
            Assert.Equal(wholeStep.GradientNorm, partsStep.GradientNorm, 1e-5);
            Assert.Equal(wholeStep.Kl, partsStep.Kl, 1e-5);
            Assert.Equal(wholeStep.ClippedFraction ?? -1, partsStep.ClippedFraction ?? -1, 1e-6);
        }

        Assert.Contains(whole, gradient => Math.Abs(gradient) > 0.01);
    }

    [Theory]
    [InlineData(1, new[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(15, new[] { 2, 2, 1, 1, 1, 1 })]
    [InlineData(40, new[] { 4, 2, 2 })]
    [InlineData(70, new[] { 6, 2 })]
    [InlineData(100_000, new[] { 8 })]
    public void A_pass_has_responses_of_similar_length_within_the_budget_or_one_that_exceeds_it(int budget, int[] responses)
    {
        // Prompt and response together take 10, 5, 20, 7, 14, 4, 9 and 7 places: sorted 4, 5, 7, 7, 9, 10, 14, 20.
        var seen = new ShapesSeen();
        Step(seen, budget, Samples());

        Assert.Equal(responses, seen.Shapes.Select(shape => (int)shape.Rows));
        Assert.All(seen.Shapes, shape => Assert.True(shape.Rows == 1 || shape.Rows * shape.Columns <= budget));
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Cutting_a_response_into_segments_does_not_change_what_it_teaches(string objective)
    {
        var cut = Samples().Select(sample => sample with { Rollout = sample.Rollout with { Turns = OneTurn(Cut(sample.Rollout)) } }).ToList();

        Assert.Equal(Step(objective, 100_000, Samples()).Gradient, Step(objective, 100_000, cut).Gradient);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Tokens_that_are_excluded_teach_nothing_and_the_others_what_they_would_alone(string objective)
    {
        // Excluded tokens are still read: they are like a part of the prompt.
        var excluded = Samples().Where(sample => sample.Rollout.Tokens.Count > 4)
            .Select(sample => sample with { Trains = [.. All(sample.Trains.Length).Select((_, place) => place >= 4)] }).ToList();
        var asPrompt = excluded.Select(sample => new TrainingSample(
            sample.Rollout with
            {
                PromptTokens = [.. sample.Rollout.PromptTokens, .. sample.Rollout.Tokens[..4]],
                Turns = OneTurn(new RolloutSegment(3, sample.Rollout.Tokens[4..], sample.Rollout.Logprobs[4..])),
            },
            sample.Advantage,
            All(sample.Rollout.Tokens.Count - 4))).ToList();

        var (expected, actual) = (Step(objective, 100_000, asPrompt), Step(objective, 100_000, excluded));

        Assert.All(expected.Gradient.Paired(actual.Gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(expected.Statistics.Loss, actual.Statistics.Loss, 1e-6);
    }

    [Fact]
    public void An_environment_s_tokens_add_nothing_to_the_gradient()
    {
        // Policy gradient is a sum over tokens: the gradient of all of them is that of the policy's and that of the reply's, each times its number of tokens.
        var whole = Samples()[2] with { Advantage = 1 };
        var (tokens, logprobs) = (whole.Rollout.Tokens, whole.Rollout.Logprobs);
        var acting = whole.Rollout with
        {
            Turns =
            [
                new PolicyTurn([new(3, tokens[..6], logprobs[..6])]),
                new EnvironmentTurn(tokens[6..11]),
                new PolicyTurn([new(3, tokens[11..], logprobs[11..])]),
            ],
        };
        var trains = acting.TokensWhere(_ => true);

        var policy = Step("PolicyGradient", 100_000, [whole with { Rollout = acting, Trains = trains }]).Gradient;
        var all = Step("PolicyGradient", 100_000, [whole]).Gradient;
        var reply = Step("PolicyGradient", 100_000, [whole with { Trains = [.. trains.Select(train => !train)] }]).Gradient;

        Assert.Equal((12, 17), (trains.Count(train => train), trains.Length));
        // Adam's step is the gradient to a thousandth, and the reply's part is a hundred times as large.
        Assert.All(Enumerable.Range(0, all.Length), i => Assert.Equal(17 * all[i], (12 * policy[i]) + (5 * reply[i]), 1e-2f));
        Assert.Contains(reply, gradient => Math.Abs(5 * gradient) > 1);
    }

    [Fact]
    public async Task A_tool_s_tokens_never_train()
    {
        // Each turn as a response of its own to all that stands before it: nothing is masked there, and the result of the tool is in a prompt.
        using var policy = new LoadedPolicy(TinyModels.Create(TinyModels.Qwen), Tokenizer.OfCharacters(ToolRollouts.Alphabet));
        var rollout = await ToolRollouts.OfAsync(policy, 64, "1[add(12,7)]", "19");
        var (first, reply, second) = ((PolicyTurn)rollout.Turns[0], rollout.Turns[1], (PolicyTurn)rollout.Turns[2]);
        var call = rollout with { Turns = [first] };
        var answer = rollout with { PromptTokens = [.. rollout.PromptTokens, .. first.AllTokens, .. reply.AllTokens], Turns = [second] };

        var whole = Step("PolicyGradient", 100_000, [new(rollout, 1, rollout.TokensWhere(_ => true))]).Gradient;
        var calls = Step("PolicyGradient", 100_000, [new(call, 1, All(call.Length))]).Gradient;
        var answers = Step("PolicyGradient", 100_000, [new(answer, 1, All(answer.Length))]).Gradient;

        Assert.Equal((12, 4, 3), (call.Length, reply.AllTokens.Count(), answer.Length));
        Assert.All(Enumerable.Range(0, whole.Length), i => Assert.Equal(15 * whole[i], (12 * calls[i]) + (3 * answers[i]), 1e-2f));
        Assert.Contains(answers, gradient => Math.Abs(3 * gradient) > 1);
    }

    [Fact]
    public void The_mismatch_is_over_what_the_iteration_s_own_policy_sampled()
    {
        // The first segment is of an older policy, whose log-probabilities are rightly far off.
        using var policy = Policy();
        var fresh = Recorded(policy, Samples()[2].Rollout);
        var older = new RolloutSegment(2, fresh.Tokens[..8], [.. fresh.Logprobs[..8].Select(logprob => logprob - 1)]);
        var newest = new RolloutSegment(3, fresh.Tokens[8..], [.. fresh.Logprobs[8..].Select(logprob => logprob + 0.25f)]);

        var (_, statistics) = Step("MirrorDescent", 100_000, [new(fresh with { Turns = OneTurn(older, newest) }, 1, All(17))]);

        Assert.Equal(0.25, statistics.Mismatch!.Mean, 1e-3);
        Assert.Equal(0.25, statistics.Mismatch.Largest, 1e-3);
        Assert.Equal(1, statistics.LargestLogratio, 1e-3);

        // Log-ratios are 1 at eight tokens and −1/4 at nine.
        var mean = ((8 * 1) - (9 * 0.25)) / 17;
        Assert.Equal(mean, statistics.LogratioMean, 1e-3);
        Assert.Equal(Math.Sqrt((((8 * 1) + (9 * 0.0625)) / 17) - (mean * mean)), statistics.LogratioDeviation, 1e-3);
        Assert.Equal(((8 * (Math.E - 2)) + (9 * (Math.Exp(-0.25) - 0.75))) / 17, statistics.Kl, 1e-3);
    }

    [Fact]
    public void Without_a_token_of_the_iteration_s_own_policy_there_is_no_mismatch_to_report()
    {
        var older = Samples()
            .Select(sample => sample with { Rollout = sample.Rollout with { Turns = OneTurn(sample.Rollout.Segments.First() with { PolicyVersion = 2 }) } })
            .ToList();

        var (_, statistics) = Step("MirrorDescent", 100_000, older);

        Assert.Null(statistics.Mismatch);
        statistics.ThrowIfMismatched(new() { MaxLogprobMismatch = 1e-9 }, "LongCot", 7);
    }

    [Fact]
    public void The_share_of_clipped_tokens_is_reported_where_an_objective_clips()
    {
        // The first response's ratios are e, the others' 1; all advantages are positive.
        using var policy = Policy();
        var samples = Samples().Select((sample, index) =>
        {
            var recorded = Recorded(policy, sample.Rollout);
            var shifted = recorded.Segments.First() with { Logprobs = [.. recorded.Logprobs.Select(logprob => logprob - (index == 0 ? 1 : 0))] };
            return new TrainingSample(recorded with { Turns = OneTurn(shifted) }, Advantage: 1, All(recorded.Tokens.Count));
        }).ToList();

        foreach (var objective in new[] { "Grpo", "Dapo", "Gspo", "DrGrpo" })
            Assert.Equal(s_lengths[0] / (double)s_lengths.Sum(), Step(objective, 40, samples).Statistics.ClippedFraction!.Value, 1e-6);
        Assert.Null(Step("MirrorDescent", 40, samples).Statistics.ClippedFraction);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_the_run_with_what_to_do()
    {
        var samples = Samples();
        samples[0] = samples[0] with
        {
            Rollout = samples[0].Rollout with
            {
                Turns = OneTurn(new RolloutSegment(3, samples[0].Rollout.Tokens, [.. new float[9].Select(_ => float.NegativeInfinity)])),
            },
        };
        var (_, statistics) = Step("MirrorDescent", 100_000, samples);

        var error = Assert.Throws<KimiException>(() => statistics.ThrowIfDiverged(new() { LearningRate = 0.01 }, "LongCot", 7));

        Assert.StartsWith("stage LongCot diverged at iteration 7", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("lower its LearningRate of 0.01", error.Message, StringComparison.Ordinal);
        Step("MirrorDescent", 100_000, Samples()).Statistics.ThrowIfDiverged(new(), "LongCot", 7);
    }

    [Fact]
    public void A_mismatch_above_its_limit_stops_the_run_with_what_to_do()
    {
        var statistics = Step("MirrorDescent", 100_000, Samples()).Statistics with { Mismatch = new(Mean: 0.2, Largest: 3) };

        statistics.ThrowIfMismatched(new() { MaxLogprobMismatch = 0.3 }, "LongCot", 7);
        var error = Assert.Throws<KimiException>(() => statistics.ThrowIfMismatched(new() { MaxLogprobMismatch = 0.1 }, "LongCot", 7));

        Assert.Contains("stage LongCot, iteration 7", error.Message);
        Assert.Contains("disagree by 0.2 nats a token", error.Message);
        Assert.Contains("MaxLogprobMismatch 0.1", error.Message);
    }

    internal static IPolicyObjective Objective(string name) => name switch
    {
        "ReST" => new ReST(new()),
        "PolicyGradient" => new PolicyGradient(new()),
        "Grpo" => new Grpo(new()),
        "Gspo" => new Gspo(new()),
        "Dapo" => new Dapo(new()),
        "DrGrpo" => new DrGrpo(new()),
        "Cispo" => new Cispo(new()),
        "RatioMirrorDescent" => new RatioMirrorDescent(new()),
        "OpenKimi" => new MirrorDescent(new() { Level = LogratioLevel.SequenceByLength, LengthNormalized = true }),
        _ => new MirrorDescent(new()),
    };

    private static (float[] Gradient, StepStatistics Statistics) Step(string objective, int microBatchTokens, IReadOnlyList<TrainingSample> samples) =>
        Step(Objective(objective), microBatchTokens, samples);

    // With a large ε Adam's step is the gradient to a thousandth, so more than its signs is compared.
    private static (float[] Gradient, StepStatistics Statistics) Step(IPolicyObjective objective, int microBatchTokens, IReadOnlyList<TrainingSample> samples)
    {
        using var policy = Policy();
        using var optimizer = new FlatAdam(policy.Model.Parameters, epsilon: Large, maxGradientNorm: null);
        var before = policy.Model.Parameters.Weights.data<float>().ToArray();
        var statistics = new PolicyTrainer(policy, optimizer, objective, new() { MicroBatchTokens = microBatchTokens }).Step(
            samples, iteration: 3, learningRate: Large);
        return ([.. policy.Model.Parameters.Weights.data<float>().ToArray().Zip(before, (after, start) => start - after)], statistics);
    }

    private static List<TrainingSample> Samples()
    {
        var random = new SeededRandom(7);
        return
        [
            .. s_lengths.Select((length, index) => new TrainingSample(
                new()
                {
                    ProblemId = $"{index}",
                    PromptTokens = [.. Enumerable.Range(0, 1 + (index % 3)).Select(_ => random.Next(17))],
                    Turns = OneTurn(new RolloutSegment(
                        3, [.. Enumerable.Range(0, length).Select(_ => random.Next(17))],
                        [.. Enumerable.Range(0, length).Select(_ => -2 - random.NextSingle())])),
                    Text = "",
                    StopReason = StopReason.EndOfText,
                },
                (index % 4) - 1.4,
                All(length))),
        ];
    }

    private static bool[] All(int tokens) => [.. Enumerable.Repeat(true, tokens)];

    private static IEnumerable<RolloutSegment> Cut(Rollout rollout) =>
        Enumerable.Range(0, (rollout.Tokens.Count + 3) / 4).Select(index => new RolloutSegment(
            index, [.. rollout.Tokens.Skip(4 * index).Take(4)], [.. rollout.Logprobs.Skip(4 * index).Take(4)]));

    private static Rollout Recorded(LoadedPolicy policy, Rollout rollout)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of([new([.. rollout.PromptTokens], [.. rollout.Tokens])], policy.Tokenizer.PadId, CPU);
        var logprobs = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT).detach().data<float>().ToArray();
        return rollout with { Turns = OneTurn(new RolloutSegment(3, rollout.Tokens, [.. logprobs[(rollout.PromptTokens.Count - 1)..]])) };
    }

    private sealed class ShapesSeen : IPolicyObjective
    {
        internal List<(long Rows, long Columns)> Shapes { get; } = [];

        public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => throw new NotSupportedException();

        public Tensor Loss(ObjectiveBatch batch)
        {
            Shapes.Add((batch.Mask_BT.size(0), batch.Mask_BT.size(1)));
            return batch.Logprobs_BT.sum();
        }
    }

    private static LoadedPolicy Policy() => new(TinyModels.Create(TinyModels.Qwen), Tokenizer.OfCharacters("abcdefghijklmnopq"));
}
