using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Stages;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tokenization;
using static Kimi.Runtime.Tests.Rollouts.TestRollouts;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Steps on responses whose recorded log-probabilities are the trainer's own plus a known difference.</summary>
public sealed class ImportanceCorrectionTests
{
    private const int Iteration = 3;
    private const double Large = 1000;
    private static readonly int[] s_lengths = [9, 3, 17, 6, 12, 1, 8, 5];

    [Fact]
    public void Without_a_correction_responses_stay_as_they_are()
    {
        using var policy = Policy();
        var samples = Samples(policy, _ => 0.1f);

        Assert.Same(samples, new ImportanceCorrection(policy, new(), []).Apply(samples, Iteration));
        Assert.Null(Step(policy, new MirrorDescent(new()), samples).Statistics.Importance);
    }

    [Fact]
    public void Where_engine_and_trainer_agree_a_correction_changes_no_bit()
    {
        using var policy = Policy();
        var samples = Samples(policy, _ => 0);
        foreach (ICorrection correction in new ICorrection[] { new TruncatedImportance(new()), new MaskedImportance(new()) })
        {
            var plain = Step(policy, new Grpo(new()), samples, microBatchTokens: 1);
            var corrected = Step(policy, new Grpo(new()), Corrected(policy, correction, samples, microBatchTokens: 1), microBatchTokens: 1);

            Assert.Equal(plain.Gradient, corrected.Gradient);
            Assert.Equal(plain.Statistics.Loss, corrected.Statistics.Loss);
            Assert.Equal(new(s_lengths.Sum(), s_lengths.Sum(), 0), corrected.Statistics.Importance);
        }
    }

    [Fact]
    public void The_trainer_s_own_log_probabilities_take_the_place_of_the_recorded_ones_and_the_difference_becomes_a_weight()
    {
        // The engine records a quarter of a nat less than the trainer computes, for every token.
        using var policy = Policy();
        var samples = Samples(policy, _ => -0.25f);

        var (gradient, statistics) = Step(policy, new MirrorDescent(new()), Corrected(policy, new TruncatedImportance(new()), samples));
        var plain = Step(policy, new MirrorDescent(new()), Samples(policy, _ => 0)).Gradient;

        Assert.Equal(0, statistics.LogratioMean);
        Assert.Equal(0, statistics.LargestLogratio);
        Assert.Equal(0.25, statistics.Mismatch!.Mean, 1e-4);
        Assert.Equal(Math.Exp(0.25), statistics.Importance!.Weight / statistics.Importance.Tokens, 1e-4);
        Assert.All(plain.Paired(gradient), pair => Assert.Equal(Math.Exp(0.25) * pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Tokens_of_earlier_iterations_keep_what_was_recorded_and_a_weight_of_one()
    {
        using var policy = Policy();
        var samples = Samples(policy, _ => -0.25f).ConvertAll(sample => sample.Rollout.Tokens.Count < 8 ? sample : sample with
        {
            Rollout = sample.Rollout with
            {
                Turns = OneTurn(
                    new(Iteration - 1, sample.Rollout.Tokens[..4], sample.Rollout.Logprobs[..4]),
                    new(Iteration, sample.Rollout.Tokens[4..], sample.Rollout.Logprobs[4..])),
            },
        });

        foreach (var sample in Corrected(policy, new TruncatedImportance(new()), samples))
        {
            var older = sample.Rollout.Tokens.Count < 8 ? 0 : 4;
            for (var place = 0; place < sample.Rollout.Tokens.Count; place++)
            {
                Assert.Equal(place < older ? 0 : 0.25, sample.Corrected!.Logprobs[place] - sample.Rollout.Logprobs[place], 1e-4);
                Assert.Equal(place < older ? 1 : Math.Exp(0.25), sample.Corrected.Weights[place], 1e-4);
            }
        }
    }

    [Fact]
    public void Tokens_that_do_not_train_have_no_part_in_a_response_s_weight()
    {
        // 4 of 9 tokens and so on train: a nat apart in all is e^(1/8 · trained).
        using var policy = Policy();
        var samples = Samples(policy, _ => -0.125f).ConvertAll(sample => sample with { Trains = [.. sample.Trains.Select((_, place) => place >= 5)] })
            .FindAll(sample => sample.TrainedTokens > 0);
        var correction = new TruncatedImportance(new() { Level = ImportanceLevel.Sequence, Cap = 1000 });

        foreach (var sample in Corrected(policy, correction, samples))
        {
            Assert.All(sample.Corrected!.Weights[5..], weight => Assert.Equal(Math.Exp(sample.TrainedTokens / 8.0), weight, 1e-3));
            Assert.Equal(new float[5], sample.Corrected.Weights[..5]);
            Assert.Equal(sample.TrainedTokens, sample.Corrected.Totals.Tokens);
        }
    }

    [Fact]
    public void A_response_that_is_masked_teaches_nothing_and_still_counts_in_what_the_loss_is_divided_by()
    {
        using var policy = Policy();
        var samples = Samples(policy, index => index == 0 ? -2 : 0);
        var others = Samples(policy, _ => 0)[1..];

        var (masked, statistics) = Step(policy, new PolicyGradient(new()), Corrected(policy, new MaskedImportance(new()), samples));
        var (alone, _) = Step(policy, new PolicyGradient(new()), others);

        var share = (s_lengths.Sum() - s_lengths[0]) / (float)s_lengths.Sum();
        Assert.All(alone.Paired(masked), pair => Assert.Equal(share * pair.First, pair.Second, 1e-4f));
        Assert.Equal(s_lengths[0], statistics.Importance!.Cut);
    }

    [Theory]
    [MemberData(nameof(PolicyTrainerTests.Objectives), MemberType = typeof(PolicyTrainerTests))]
    public void Corrected_batches_add_up_to_one_big_batch(string objective)
    {
        using var policy = Policy();
        var samples = Corrected(policy, new MaskedImportance(new() { Floor = 0.8, Cap = 1.3 }), Samples(policy, index => 0.1f * (index - 4)));
        var chosen = PolicyTrainerTests.Objective(objective);

        var whole = Step(policy, chosen, samples);
        var parts = Step(policy, chosen, samples, microBatchTokens: 40);

        Assert.All(whole.Gradient.Paired(parts.Gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(whole.Statistics.Importance, parts.Statistics.Importance);
        Assert.Contains(whole.Gradient, value => Math.Abs(value) > 0.001);
    }

    [Fact]
    public void Of_two_corrections_a_stage_is_told_to_remove_one()
    {
        using var policy = Policy();
        var error = Assert.Throws<KimiException>(() =>
            new ImportanceCorrection(policy, new(), [new TruncatedImportance(new()), new MaskedImportance(new())]).Apply(Samples(policy, _ => 0), Iteration));

        Assert.Equal("a stage has one correction at most, and this one has 2: remove all but one", error.Message);
    }

    [Fact]
    public void Scoring_leaves_no_tensors_behind()
    {
        using var policy = Policy();
        var samples = Samples(policy, _ => 0);
        using var scope = NewDisposeScope();

        Corrected(policy, new TruncatedImportance(new()), samples);

        Assert.Equal(0, scope.DisposablesCount);
    }

    private static List<TrainingSample> Corrected(LoadedPolicy policy, ICorrection correction, List<TrainingSample> samples, int microBatchTokens = 100_000) =>
        new ImportanceCorrection(policy, new() { MicroBatchTokens = microBatchTokens }, [correction]).Apply(samples, Iteration);

    // With a large ε Adam's step is the gradient to a thousandth. The weights are put back, so that steps can be compared.
    private static (float[] Gradient, StepStatistics Statistics) Step(
        LoadedPolicy policy, IPolicyObjective objective, List<TrainingSample> samples, int microBatchTokens = 100_000)
    {
        using var scope = NewDisposeScope();
        using var optimizer = new FlatAdam(policy.Model.Parameters, epsilon: Large, maxGradientNorm: null);
        using var noGradient = no_grad();
        var before = policy.Model.Parameters.Weights.clone();
        StepStatistics statistics;
        using (enable_grad())
        {
            statistics = new PolicyTrainer(policy, optimizer, objective, new() { MicroBatchTokens = microBatchTokens })
                .Step(samples, Iteration, learningRate: Large);
        }

        var gradient = (before - policy.Model.Parameters.Weights).data<float>().ToArray();
        policy.Model.Parameters.Weights.copy_(before);
        return (gradient, statistics);
    }

    // Recorded one by one, as by an engine, with a difference for each response.
    private static List<TrainingSample> Samples(LoadedPolicy policy, Func<int, float> difference)
    {
        var random = new SeededRandom(7);
        return [.. s_lengths.Select((length, index) =>
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            int[] prompt = [.. Enumerable.Range(0, 1 + (index % 3)).Select(_ => random.Next(17))];
            int[] response = [.. Enumerable.Range(0, length).Select(_ => random.Next(17))];
            var batch = TokenBatch.Of([new(prompt, response)], policy.Tokenizer.PadId, CPU);
            var own = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT).data<float>().ToArray()[(prompt.Length - 1)..];
            var rollout = new Rollout
            {
                ProblemId = $"{index}",
                PromptTokens = [.. prompt],
                Turns = OneTurn(new RolloutSegment(Iteration, [.. response], [.. own.Select(logprob => logprob + difference(index))])),
                Text = "",
                StopReason = StopReason.EndOfText,
            };
            return new TrainingSample(rollout, (index % 4) - 1.4, [.. Enumerable.Repeat(true, length)]);
        })];
    }

    private static LoadedPolicy Policy() => new(TinyModels.Create(TinyModels.Qwen), Tokenizer.OfCharacters("abcdefghijklmnopq"));
}
