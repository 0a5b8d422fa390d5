using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Objectives;

public sealed class MirrorDescentTests
{
    private static readonly double[] s_rewards = [1, 0, 1, 1];

    [Fact]
    public void Advantages_are_rewards_minus_their_mean() =>
        Assert.Equal([0.25, -0.75, 0.25, 0.25], new MirrorDescent(new()).Advantages(Groups.Of(s_rewards), s_rewards));

    [Fact]
    public void Leaving_a_response_out_of_its_baseline_makes_advantages_k_by_k_less_one_times_as_large() =>
        AssertAdvantages([1 / 3.0, -1, 1 / 3.0, 1 / 3.0], new() { Baseline = Baseline.LeaveOneOut }, s_rewards);

    [Theory]
    [InlineData(0.1, 0.97123, new double[] { 1, 0, 1, 1 })]
    [InlineData(0.01, 0.9861, new double[] { 1, 0, 0, 0 })]
    [InlineData(0.1, 0.8614, new double[] { 1, 0, 0, 0 })]
    [InlineData(1, 0.3574, new double[] { 1, 0, 0, 0 })]
    [InlineData(10, 0.2595, new double[] { 1, 0, 0, 0 })]
    [InlineData(1e-6, 1, new double[] { 1, 0, 0, 0 })]
    [InlineData(100, 0.25, new double[] { 1, 0, 0, 0 }, 1e-3)]
    public void The_soft_baseline_lies_between_the_mean_and_the_largest_reward(double tau, double baseline, double[] rewards, double tolerance = 5e-5) =>
        AssertAdvantages([.. rewards.Select(reward => reward - baseline)], new() { Baseline = Baseline.Soft, Tau = tau }, rewards, tolerance);

    [Fact]
    public void A_soft_baseline_of_the_others_leaves_the_response_itself_out()
    {
        // Of 0, 1, 1 it is 1 + 0.1 log((2 + e^−10) / 3) = 0.959456; of 1, 1, 1 it is 1; of one other it is that one, whatever τ is.
        AssertAdvantages([0.040544, -1, 0.040544, 0.040544], new() { Baseline = Baseline.LeaveOneOutSoft, Tau = 0.1 }, s_rewards, 1e-6);
        AssertAdvantages([1, -1], new() { Baseline = Baseline.LeaveOneOutSoft, Tau = 0.01 }, [1, 0]);

        // For large τ it is the mean of the others.
        AssertAdvantages([1 / 3.0, -1, 1 / 3.0, 1 / 3.0], new() { Baseline = Baseline.LeaveOneOutSoft, Tau = 100 }, s_rewards, 2e-3);
    }

    [Theory]
    [InlineData(Baseline.Mean)]
    [InlineData(Baseline.Soft)]
    [InlineData(Baseline.LeaveOneOut)]
    [InlineData(Baseline.LeaveOneOutSoft)]
    public void Equal_rewards_teach_nothing(Baseline baseline) =>
        Assert.Equal(new double?[3], new MirrorDescent(new() { Baseline = baseline }).Advantages(Groups.Of(1, 1, 1), [1, 1, 1]));

    [Fact]
    public void Rewards_that_differ_by_rounding_alone_teach_nothing()
    {
        // 0.1 + 0.2 is not 0.3 to the last bit; in standard deviations the two would be +1 and −1.
        double[] rewards = [0.3, 0.1 + 0.2];
        Assert.NotEqual(rewards[0], rewards[1]);
        IPolicyObjective[] objectives =
        [
            new MirrorDescent(new()), new PolicyGradient(new()), new Grpo(new()), new Dapo(new()), new DrGrpo(new()), new Cispo(new()),
        ];
        foreach (var objective in objectives)
            Assert.Equal(new double?[2], objective.Advantages(Groups.Of(rewards), rewards));
    }

    [Fact]
    public void A_penalty_per_token_does_not_let_log_ratios_cancel()
    {
        using var scope = NewDisposeScope();
        var batch = Batch([[0.1f, 0.1f, -0.2f]], [0.0]);

        // τ/2 · (0.01 + 0.01 + 0.04), before it is divided by the three tokens.
        Assert.Equal(0.003, 3 * new MirrorDescent(new() { Tau = 0.1, Level = LogratioLevel.Token }).Loss(batch).ToSingle(), 1e-7);
    }

    [Fact]
    public void A_penalty_by_length_divides_the_square_of_the_response_s_log_ratio()
    {
        using var scope = NewDisposeScope();
        var batch = Batch([[0.1f, 0.2f, 0.3f]], [0.0]);

        // τ/2 · 0.6² / 3, before it is divided by the three tokens; the square of the mean would be a third of it.
        Assert.Equal(0.006, 3 * new MirrorDescent(new() { Tau = 0.1, Level = LogratioLevel.SequenceByLength }).Loss(batch).ToSingle(), 1e-7);
    }

    [Fact]
    public void OpenKimi_s_reading_has_the_gradient_of_its_squared_loss_over_length()
    {
        // OpenKimi descends the mean over responses of (τ/2) (A/τ − Δ)² / |y|, with Δ of the whole response.
        using var scope = NewDisposeScope();
        const double Tau = 0.3;
        float[][] logratios = [[0.2f, 0.1f], [-0.1f, 0.4f], [0, 0.3f], [0.3f, -0.2f]];
        double[] advantages = [0.25, -0.75, 0.25, 0.25];
        var published_BT = tensor(logratios.SelectMany(row => row).ToArray()).view(4, 2).requires_grad_();
        var advantages_B = tensor(advantages.Select(advantage => (float)advantage).ToArray());
        (Tau / 2 * (advantages_B / Tau - published_BT.sum(1)).square() / 2).mean().backward();

        var batch = Batch(logratios, advantages);
        new MirrorDescent(new() { Tau = Tau, Level = LogratioLevel.SequenceByLength, LengthNormalized = true }).Loss(batch).backward();

        Assert.All(
            published_BT.grad!.data<float>().ToArray().Paired(batch.Logprobs_BT.grad!.data<float>().ToArray()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void The_coefficient_on_each_gradient_is_reward_less_mean_less_tau_times_the_log_ratio()
    {
        double[] logratios = [0.2, -0.1, 0, 0.3];
        var gradients = Gradients(logratios.Select(value => new[] { (float)value }).ToArray(), tau: 0.1);

        double[] expected = [0.23, -0.74, 0.25, 0.22];
        foreach (var (gradient, value) in gradients.Paired(expected))
            Assert.Equal(-value, gradient[0], 1e-6);
    }

    [Fact]
    public void The_penalty_is_on_the_ratio_of_whole_sequences()
    {
        // Token log-ratios that cancel cost nothing: a token-level penalty would be 0.003.
        using var scope = NewDisposeScope();
        var batch = Batch([[0.1f, 0.1f, -0.2f]], [0.0]);

        Assert.Equal(0, new MirrorDescent(new() { Tau = 0.1 }).Loss(batch).ToSingle(), 1e-7);
    }

    [Fact]
    public void At_the_reference_the_gradient_is_that_of_reinforce_with_a_mean_baseline()
    {
        var gradients = Gradients([[0, 0], [0, 0], [0, 0], [0, 0]], tau: 5);

        double[] reinforce = [-0.25, 0.75, -0.25, -0.25];
        foreach (var (gradient, value) in gradients.Paired(reinforce))
            Assert.All(gradient, token => Assert.Equal(value, token, 1e-6));
    }

    [Fact]
    public void At_the_reference_all_reward_ascending_objectives_have_the_policy_gradient()
    {
        // Ratios are 1, so neither clip nor pull acts; advantages of GRPO and DAPO are here given, not in deviations.
        IPolicyObjective[] objectives =
        [
            new MirrorDescent(new() { Tau = 5 }), new MirrorDescent(new() { Tau = 5, Level = LogratioLevel.Token }), new Grpo(new()), new Dapo(new()),
            new MirrorDescent(new() { Tau = 5, Level = LogratioLevel.SequenceByLength, LengthNormalized = true }),
            new RatioMirrorDescent(new() { Tau = 5 }), new Cispo(new()), new DrGrpo(new()),
        ];
        var expected = Gradient(new PolicyGradient(new()));
        Assert.Contains(expected, value => Math.Abs(value) > 1e-3f);
        foreach (var objective in objectives)
            Assert.All(expected.Paired(Gradient(objective)), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));

        static float[] Gradient(IPolicyObjective objective)
        {
            using var scope = NewDisposeScope();
            var batch = Batch([[0, 0], [0, 0], [0, 0], [0, 0]], [0.25, -0.75, 0.25, 0.25]);
            objective.Loss(batch).backward();
            return batch.Logprobs_BT.grad!.data<float>().ToArray();
        }
    }

    [Fact]
    public void The_loss_is_a_half_of_tau_less_than_the_surrogate_by_a_constant()
    {
        // The surrogate is (r − r̄ − τΔ)²; its gradient is −2τ times the direction to ascend (paper 2.3.2).
        using var scope = NewDisposeScope();
        const double Tau = 0.3;
        var logratios_B1 = tensor(new[,] { { 0.2f }, { -0.1f }, { 0f }, { 0.3f } }, requires_grad: true);
        var advantages_B = tensor(new[] { 0.25f, -0.75f, 0.25f, 0.25f });
        (advantages_B - Tau * logratios_B1.squeeze(1)).square().sum().backward();
        var surrogate = logratios_B1.grad!.data<float>().ToArray();

        var gradients = Gradients([[0.2f], [-0.1f], [0], [0.3f]], Tau);

        foreach (var (gradient, value) in gradients.Paired(surrogate))
            Assert.Equal(value / (2 * Tau), gradient[0], 1e-6);
    }

    private static float[][] Gradients(float[][] logratios, double tau)
    {
        using var scope = NewDisposeScope();
        var objective = new MirrorDescent(new() { Tau = tau });
        var batch = Batch(logratios, [.. objective.Advantages(Groups.Of(s_rewards), s_rewards).Select(advantage => advantage!.Value)]);
        (objective.Loss(batch) * batch.Step.Tokens).backward();
        var gradients = batch.Logprobs_BT.grad!;
        return [.. Enumerable.Range(0, logratios.Length).Select(row => gradients[row].data<float>().ToArray())];
    }

    private static ObjectiveBatch Batch(float[][] logratios, double[] advantages)
    {
        var (rows, columns) = (logratios.Length, logratios[0].Length);
        var behaviour_BT = full(rows, columns, -1.5f);
        var logprobs_BT = (behaviour_BT + tensor(logratios.SelectMany(row => row).ToArray()).view(rows, columns)).requires_grad_();
        return new(
            logprobs_BT, behaviour_BT, ones(rows, columns), tensor(advantages.Select(advantage => (float)advantage).ToArray()),
            new(rows, rows * columns) { MaxResponseTokens = columns });
    }

    private static void AssertAdvantages(double[] expected, MirrorDescentAttribute options, double[] rewards, double tolerance = 1e-12)
    {
        var advantages = new MirrorDescent(options).Advantages(Groups.Of(rewards), rewards);
        Assert.All(expected.Paired(advantages), pair => Assert.Equal(pair.First, pair.Second!.Value, tolerance));
    }
}
