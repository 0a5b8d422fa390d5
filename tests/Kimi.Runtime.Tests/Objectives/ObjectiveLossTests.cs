using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Objectives;

/// <summary>Every objective's loss against its formula, written as plain loops over responses and tokens.</summary>
public sealed class ObjectiveLossTests
{
    private const double Tau = 0.3;
    private static readonly int[] s_lengths = [3, 1, 5, 4];
    private static readonly double[] s_advantages = [0.6, -1.1, 0.2, -0.4];

    // A step of six responses and twenty tokens, of which the batch has four and thirteen.
    private static readonly StepTotals s_step = new(6, 20) { MaxResponseTokens = 8 };

    public static TheoryData<string> Names => [.. Objectives.Keys];

    private static Dictionary<string, (IPolicyObjective Objective, Func<double[][], double[][], double> Loss)> Objectives { get; } = new()
    {
        ["mirror descent"] = (
            new MirrorDescent(new() { Tau = Tau }),
            (logprobs, behaviour) => -Sum(j => (s_advantages[j] * logprobs[j].Sum()) - (Tau / 2 * Square(Difference(logprobs[j], behaviour[j]).Sum()))) / 20),
        ["mirror descent by token"] = (
            new MirrorDescent(new() { Tau = Tau, Level = LogratioLevel.Token }),
            (logprobs, behaviour) => -Sum(j => (s_advantages[j] * logprobs[j].Sum()) - (Tau / 2 * Difference(logprobs[j], behaviour[j]).Sum(Square))) / 20),
        ["mirror descent by length"] = (
            new MirrorDescent(new() { Tau = Tau, LengthNormalized = true }),
            (logprobs, behaviour) =>
                -Sum(j => (s_advantages[j] * logprobs[j].Average()) - (Tau / 2 * Square(Difference(logprobs[j], behaviour[j]).Average()))) / 6),
        ["mirror descent by token and length"] = (
            new MirrorDescent(new() { Tau = Tau, Level = LogratioLevel.Token, LengthNormalized = true }),
            (logprobs, behaviour) =>
                -Sum(j => (s_advantages[j] * logprobs[j].Average()) - (Tau / 2 * Difference(logprobs[j], behaviour[j]).Average(Square))) / 6),
        ["mirror descent, OpenKimi's"] = (
            new MirrorDescent(new() { Tau = Tau, Level = LogratioLevel.SequenceByLength, LengthNormalized = true }),
            (logprobs, behaviour) => -Sum(j =>
                ((s_advantages[j] * logprobs[j].Sum()) - (Tau / 2 * Square(Difference(logprobs[j], behaviour[j]).Sum()))) / s_lengths[j]) / 6),
        ["mirror descent, prime-rl's"] = (
            new RatioMirrorDescent(new() { Tau = Tau, MaxRise = 0.05, MaxFall = 0.03 }),
            (logprobs, behaviour) => -Sum(j => logprobs[j].Zip(behaviour[j], (now, then) =>
            {
                var rise = Math.Exp(now) - Math.Exp(then);
                var isBeyond = s_advantages[j] > 0 ? rise > 0.05 : rise < -0.03;
                return (isBeyond ? 0 : Math.Exp(now - then) * s_advantages[j]) - (Tau * Square(now - then));
            }).Sum()) / 20),
        ["ReST"] = (new ReST(new()), (logprobs, _) => -Sum(j => s_advantages[j] * logprobs[j].Sum()) / 20),
        ["policy gradient"] = (new PolicyGradient(new()), (logprobs, _) => -Sum(j => s_advantages[j] * logprobs[j].Sum()) / 20),
        ["GRPO"] = (
            new Grpo(new() { Epsilon = 0.1, Beta = 0.5 }),
            (logprobs, behaviour) => -Sum(j => Difference(logprobs[j], behaviour[j]).Average(delta =>
                Clipped(Math.Exp(delta), s_advantages[j], 0.1, 0.1) - (0.5 * (Math.Exp(-delta) + delta - 1)))) / 6),
        ["DAPO"] = (
            new Dapo(new() { EpsilonLow = 0.1, EpsilonHigh = 0.15 }),
            (logprobs, behaviour) => -Sum(j => Difference(logprobs[j], behaviour[j]).Sum(delta => Clipped(Math.Exp(delta), s_advantages[j], 0.1, 0.15))) / 20),
        ["Dr. GRPO"] = (
            new DrGrpo(new() { Epsilon = 0.1 }),
            (logprobs, behaviour) =>
                -Sum(j => Difference(logprobs[j], behaviour[j]).Sum(delta => Clipped(Math.Exp(delta), s_advantages[j], 0.1, 0.1) / 8)) / 6),
        ["CISPO"] = (
            new Cispo(new() { EpsilonHigh = 0.1 }),
            (logprobs, behaviour) => -Sum(j =>
                s_advantages[j] * logprobs[j].Zip(behaviour[j], (now, then) => Math.Min(Math.Exp(now - then), 1.1) * now).Sum()) / 20),
        ["GSPO"] = (
            new Gspo(new() { EpsilonLow = 0.05, EpsilonHigh = 0.08 }),
            (logprobs, behaviour) => -Sum(j => Clipped(Math.Exp(Difference(logprobs[j], behaviour[j]).Average()), s_advantages[j], 0.05, 0.08)) / 6),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_is_the_formula_s(string name)
    {
        using var scope = NewDisposeScope();
        var (logprobs, behaviour) = (Random(1), Random(2));

        var loss = Objectives[name].Objective.Loss(Batch(logprobs, behaviour, [0, 1, 2, 3])).ToSingle();

        Assert.Equal(Objectives[name].Loss(logprobs, behaviour), loss, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_losses_of_a_step_s_batches_add_up(string name)
    {
        using var scope = NewDisposeScope();
        var (logprobs, behaviour, objective) = (Random(1), Random(2), Objectives[name].Objective);

        var whole = objective.Loss(Batch(logprobs, behaviour, [0, 1, 2, 3])).ToSingle();
        var parts = objective.Loss(Batch(logprobs, behaviour, [2])).ToSingle() + objective.Loss(Batch(logprobs, behaviour, [3, 0, 1])).ToSingle();

        Assert.Equal(whole, parts, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_of_tokens_multiply_what_each_of_them_teaches(string name)
    {
        using var scope = NewDisposeScope();
        var weights_BT = tensor(new[,] { { 0f, 2, 0.5f, 1, 1 }, { 1, 1, 1, 1, 1 }, { 1, 0.3f, 0, 1, 2 }, { 0.9f, 1.1f, 1, 0, 1 } });

        var (plain, plainLoss) = Gradient(name, [0, 1, 2, 3], null);
        var (weighed, loss) = Gradient(name, [0, 1, 2, 3], weights_BT);

        Assert.All(plain.Zip(weights_BT.data<float>().ToArray(), (a, b) => a * b).Paired(weighed), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
        Assert.Equal(plainLoss, loss);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_weight_for_all_tokens_of_a_response_multiplies_its_part_of_the_loss(string name)
    {
        // Responses' losses add up, so each weighted loss has the gradient of that response alone, times its weight.
        using var scope = NewDisposeScope();
        float[] weights = [0.5f, 2, 0, 1.3f];

        var (weighed, _) = Gradient(name, [0, 1, 2, 3], tensor(weights).unsqueeze(1).expand(4, 5).contiguous());

        for (var row = 0; row < 4; row++)
        {
            var alone = Gradient(name, [row], null).Gradient;
            Assert.All(alone.Select(value => value * weights[row]).Paired(weighed[(row * 5)..((row + 1) * 5)]), pair =>
                Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_of_one_change_no_bit(string name)
    {
        using var scope = NewDisposeScope();
        var (plain, weighed) = (Gradient(name, [0, 1, 2, 3], null), Gradient(name, [0, 1, 2, 3], ones(4, 5)));

        Assert.Equal(plain.Gradient, weighed.Gradient);
        Assert.Equal(plain.Loss, weighed.Loss);
    }

    [Fact]
    public void Advantages_of_a_group_are_in_its_standard_deviations()
    {
        // Of 1, 0, 1, 1 the mean is 3/4 and the deviation √3/4.
        double[] expected = [1 / Math.Sqrt(3), -Math.Sqrt(3), 1 / Math.Sqrt(3), 1 / Math.Sqrt(3)];
        foreach (var objective in new IPolicyObjective[] { new Grpo(new()), new Dapo(new()), new Gspo(new()), new Cispo(new()) })
        {
            var advantages = objective.Advantages(Groups.Of(1, 0, 1, 1), [1, 0, 1, 1]);
            Assert.All(expected.Paired(advantages), pair => Assert.Equal(pair.First, pair.Second!.Value, 1e-12));
            Assert.All(objective.Advantages(Groups.Of(1, 1), [1, 1]), Assert.Null);
        }
    }

    [Fact]
    public void Dr_GRPO_and_prime_rl_s_mirror_descent_do_not_divide_by_the_deviation()
    {
        foreach (var objective in new IPolicyObjective[] { new DrGrpo(new()), new RatioMirrorDescent(new()) })
        {
            Assert.Equal([0.25, -0.75, 0.25, 0.25], objective.Advantages(Groups.Of(1, 0, 1, 1), [1, 0, 1, 1]));
            Assert.All(objective.Advantages(Groups.Of(1, 1), [1, 1]), Assert.Null);
        }
    }

    [Fact]
    public void Dr_GRPO_gives_every_token_the_same_weight_whatever_the_length_of_its_response()
    {
        // Three tokens and one, at ratios of 1: each token's gradient is A over two responses and a budget of ten tokens. GRPO's would be A/6 and A/2.
        using var scope = NewDisposeScope();
        var logprobs_BT = zeros(2, 3, requires_grad: true);
        var mask_BT = tensor(new[,] { { 1f, 1, 1 }, { 1f, 0, 0 } });

        new DrGrpo(new()).Loss(new(logprobs_BT, zeros(2, 3), mask_BT, tensor(new[] { 1f, -1f }), new(2, 4) { MaxResponseTokens = 10 })).backward();

        float[] expected = [-0.05f, -0.05f, -0.05f, 0.05f, 0, 0];
        Assert.All(expected.Paired(logprobs_BT.grad!.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
    }

    [Fact]
    public void CISPO_weighs_a_token_by_its_ratio_up_to_a_limit_and_cuts_off_none()
    {
        // Ratios 8, 2 and 1/4 with the limit 5: gradients are min(ρ, 5)·A over three tokens, to descend, for either sign of A.
        using var scope = NewDisposeScope();
        foreach (var advantage in new[] { 3f, -3f })
        {
            var logprobs_BT = tensor(new[,] { { 8f, 2f, 0.25f } }).log().requires_grad_();
            new Cispo(new() { EpsilonHigh = 4 }).Loss(new(logprobs_BT, zeros(1, 3), ones(1, 3), tensor(new[] { advantage }), new(1, 3))).backward();

            float[] expected = [-5 * advantage / 3, -2 * advantage / 3, -0.25f * advantage / 3];
            Assert.All(expected.Paired(logprobs_BT.grad!.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    [Fact]
    public void Prime_rl_s_mask_leaves_a_token_the_pull_alone()
    {
        // Probabilities 0.5 → 0.8, 0.5 → 0.6 and 0.5 → 0.2: with a positive advantage the first is beyond 0.2, with a negative one the last.
        using var scope = NewDisposeScope();
        var logprobs_BT = tensor(new[,] { { 0.8f, 0.6f, 0.2f }, { 0.8f, 0.6f, 0.2f } }).log().requires_grad_();
        var batch = new ObjectiveBatch(logprobs_BT, full(2, 3, 0.5f).log(), ones(2, 3), tensor(new[] { 1f, -1f }), new(2, 6));
        var objective = new RatioMirrorDescent(new() { Tau = 0.1 });

        objective.Loss(batch).backward();

        Assert.Equal([1, 0, 0, 0, 0, 1], objective.Clipped(batch).data<float>().ToArray());

        // The gradient of the gain is ρ·A, that of the pull 2τΔ.
        double[] ratios = [1.6, 1.2, 0.4];
        double[] expected =
        [
            .. ratios.Select(ratio => -((ratio == 1.6 ? 0 : ratio) - (0.2 * Math.Log(ratio))) / 6),
            .. ratios.Select(ratio => -((ratio == 0.4 ? 0 : -ratio) - (0.2 * Math.Log(ratio))) / 6),
        ];
        Assert.All(expected.Paired(logprobs_BT.grad!.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_policy_gradient_compares_with_the_mean_or_with_the_others()
    {
        Assert.Equal([0.25, -0.75, 0.25, 0.25], new PolicyGradient(new()).Advantages(Groups.Of(1, 0, 1, 1), [1, 0, 1, 1]));
        Assert.Equal([0.5, -0.5], new PolicyGradient(new()).Advantages(Groups.Of(1, 0.5), [1, 0.5]).Select(advantage => advantage * 2));
        Assert.Equal([0.5, -0.5], new PolicyGradient(new() { LeaveOneOut = true }).Advantages(Groups.Of(1, 0.5), [1, 0.5]));
    }

    [Fact]
    public void ReST_fits_the_best_correct_response_or_all_of_them()
    {
        var group = Groups.Of((1.1, true, 9), (1.2, true, 5), (1.2, true, 4), (1.2, true, 4), (0, false, 1));
        double[] rewards = [1.1, 1.2, 1.2, 1.2, 0];

        Assert.Equal([null, 1, null, null, null], new ReST(new()).Advantages(group, rewards));
        Assert.Equal([1, 1, 1, 1, null], new ReST(new() { BestOnly = false }).Advantages(group, rewards));
        Assert.Equal([1, null], new ReST(new()).Advantages(Groups.Of(1, 1), [1, 1]));
        Assert.Equal([null, null], new ReST(new()).Advantages(Groups.Of(0, 0), [0, 0]));
    }

    [Fact]
    public void A_clipped_ratio_has_no_gradient()
    {
        // The ratio e^0.5 lies above 1.28: with a positive advantage the gain is flat there, with a negative one it is not.
        using var scope = NewDisposeScope();
        foreach (var (advantage, isFlat) in new[] { (1f, true), (-1f, false) })
        {
            var logprobs_BT = tensor(new[,] { { 0.5f } }, requires_grad: true);
            new Dapo(new()).Loss(new(logprobs_BT, zeros(1, 1), ones(1, 1), tensor(new[] { advantage }), new(1, 1))).backward();
            Assert.Equal(isFlat, logprobs_BT.grad!.item<float>() == 0);
        }
    }

    [Fact]
    public void GSPO_weighs_a_response_by_the_geometric_mean_of_its_ratios_and_clips_it_as_a_whole()
    {
        // Token ratios 4 and 1 have the geometric mean 2: clipped at 1.5 with advantage 1, free with −1. Ratios 2, 1/2 have the mean 1, within the clip.
        using var scope = NewDisposeScope();
        var logprobs_BT = tensor(new[,] { { 4f, 1f }, { 4f, 1f }, { 2f, 0.5f } }).log().requires_grad_();
        var batch = new ObjectiveBatch(logprobs_BT, zeros(3, 2), ones(3, 2), tensor(new[] { 1f, -1f, 3f }), new(3, 6));
        var objective = new Gspo(new() { EpsilonLow = 0.5, EpsilonHigh = 0.5 });

        var loss = objective.Loss(batch);
        loss.backward();

        Assert.Equal(-(1.5 - 2 + 3) / 3, loss.ToSingle(), 1e-6);
        Assert.Equal([1, 1, 0, 0, 0, 0], objective.Clipped(batch).data<float>().ToArray());

        // d/dlogπ_t of s·A is s·A/|y|: nothing where it is clipped, −2/2 and 3/2, over three responses and to descend.
        float[] expected = [0, 0, 1f / 3, 1f / 3, -0.5f, -0.5f];
        Assert.All(expected.Zip(logprobs_BT.grad!.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Tokens_count_as_clipped_where_the_gradient_is_cut_off()
    {
        // Ratios 1.5, 1.1, 0.5 and one that does not train; DAPO's clip reaches from 0.8 to 1.28, GRPO's of 0.05 from 0.95 to 1.05.
        using var scope = NewDisposeScope();
        var logprobs_BT = tensor(new[,] { { 1.5f, 1.1f, 0.5f, 9f }, { 1.5f, 1.1f, 0.5f, 9f } }).log().requires_grad_();
        var mask_BT = tensor(new[,] { { 1f, 1, 1, 0 }, { 1f, 1, 1, 0 } });
        var batch = new ObjectiveBatch(logprobs_BT, zeros(2, 4), mask_BT, tensor(new[] { 1f, -1f }), new(2, 6));

        foreach (var (objective, expected) in new (IClippingObjective, float[])[]
        {
            (new Dapo(new()), [1, 0, 0, 0, 0, 0, 1, 0]),
            (new Grpo(new() { Epsilon = 0.05, Beta = 0 }), [1, 1, 0, 0, 0, 0, 1, 0]),
        })
        {
            logprobs_BT.grad?.zero_();
            objective.Loss(batch).backward();
            Assert.Equal(expected, objective.Clipped(batch).data<float>().ToArray());
            Assert.Equal(expected, (logprobs_BT.grad!.eq(0).to(float32) * mask_BT).data<float>().ToArray());
        }
    }

    private static (float[] Gradient, float Loss) Gradient(string name, int[] rows, Tensor? weights_BT)
    {
        var batch = Batch(Random(1), Random(2), rows);
        batch.Logprobs_BT.requires_grad_();
        var seen = weights_BT is null ? batch : batch with { Logprobs_BT = ImportanceRatios.WeighGradient(batch.Logprobs_BT, weights_BT) };
        var loss = Objectives[name].Objective.Loss(seen);
        loss.backward();
        return (batch.Logprobs_BT.grad!.data<float>().ToArray(), loss.ToSingle());
    }

    private static double Clipped(double ratio, double advantage, double low, double high) =>
        Math.Min(ratio * advantage, Math.Clamp(ratio, 1 - low, 1 + high) * advantage);

    private static double Sum(Func<int, double> term) => Enumerable.Range(0, s_lengths.Length).Sum(term);

    private static double Square(double value) => value * value;

    private static IEnumerable<double> Difference(double[] a, double[] b) => a.Zip(b, (x, y) => x - y);

    private static double[][] Random(ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. s_lengths.Select(length => Enumerable.Range(0, length).Select(_ => -1.5 + (0.4 * random.NextDouble())).ToArray())];
    }

    private static ObjectiveBatch Batch(double[][] logprobs, double[][] behaviour, int[] rows) => new(
        Padded(rows, (row, column) => logprobs[row][column]),
        Padded(rows, (row, column) => behaviour[row][column]),
        Padded(rows, (_, _) => 1),
        tensor(rows.Select(row => (float)s_advantages[row]).ToArray()),
        s_step);

    private static Tensor Padded(int[] rows, Func<int, int, double> value)
    {
        var padded = new float[rows.Length, s_lengths.Max()];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var column = 0; column < s_lengths[rows[i]]; column++)
                padded[i, column] = (float)value(rows[i], column);
        }

        return tensor(padded);
    }
}
