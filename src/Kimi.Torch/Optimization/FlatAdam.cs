using Kimi.Dsl;
using Kimi.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Optimization;

/// <summary>
/// AdamW on flat buffers, with a handful of operations whatever the number of parameters:
/// m ← β₁·m + (1 − β₁)·g,  v ← β₂·v + (1 − β₂)·g²,
/// w ← w·(1 − η·λ) − η · m/(1 − β₁ᵗ) / (sqrt(v/(1 − β₂ᵗ)) + ε),
/// where g is scaled down first if its norm exceeds the limit. A weight that never had a gradient is left as it is, by λ too: that of a vision tower while
/// only texts are read, or of layers that are in the files alone.
/// </summary>
public sealed class FlatAdam : ICheckpointed, IDisposable
{
    private const string StateFile = "optimizer.safetensors";
    private const string FirstMomentKey = "first_moment";
    private const string SecondMomentKey = "second_moment";
    private const string StepKey = "step";

    private readonly FlatParameters _parameters;
    private readonly TrainedParts _parts;
    private Moments? _moments;

    /// <summary>Starts with empty moments.</summary>
    /// <param name="parameters">What to optimise.</param>
    /// <param name="beta1">The decay of the gradient's running mean.</param>
    /// <param name="beta2">The decay of the running mean of its square.</param>
    /// <param name="epsilon">The least value of the denominator.</param>
    /// <param name="weightDecay">λ: a step takes away this share of each weight, times the learning rate.</param>
    /// <param name="maxGradientNorm">The norm to which longer gradients are scaled down, or null for no limit.</param>
    /// <param name="parts">Which parts of the parameters are trained.</param>
    public FlatAdam(
        FlatParameters parameters,
        double beta1 = 0.9,
        double beta2 = 0.95,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double? maxGradientNorm = 1,
        TrainedParts parts = TrainedParts.All)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_parameters, _parts) = (parameters, parts);
        (Beta1, Beta2, Epsilon, WeightDecay, MaxGradientNorm) = (beta1, beta2, epsilon, weightDecay, maxGradientNorm);
        Train();
    }

    /// <summary>β₁.</summary>
    public double Beta1 { get; }

    /// <summary>β₂.</summary>
    public double Beta2 { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>The norm to which longer gradients are scaled down, if any.</summary>
    public double? MaxGradientNorm { get; }

    /// <summary>How many steps were taken since the start or the last reset.</summary>
    public long Steps { get; private set; }

    /// <summary>Takes one step along the collected gradients and forgets them.</summary>
    /// <param name="learningRate">η.</param>
    /// <returns>The gradients' norm before clipping.</returns>
    public double Step(double learningRate)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (firstMoment, secondMoment) = Wake();
        var gradients = _parameters.Gradients;
        var norm = (double)gradients.norm().ToSingle();
        if (MaxGradientNorm is { } limit && norm > limit)
            gradients.mul_((float)(limit / (norm + 1e-6)));

        Steps++;
        var firstCorrection = 1 - Math.Pow(Beta1, Steps);
        var secondCorrection = 1 - Math.Pow(Beta2, Steps);
        firstMoment.mul_((float)Beta1).add_(gradients, alpha: (float)(1 - Beta1));
        secondMoment.mul_((float)Beta2).addcmul_(gradients, gradients, (float)(1 - Beta2));

        // The gradients are used up, so their memory takes first the factors of the decay, which are 1 without a second moment, and then the denominators.
        var weights = _parameters.TrainedWeights();
        if (WeightDecay != 0)
            weights.mul_(gradients.copy_(secondMoment).sign_().mul_((float)(1 - (learningRate * WeightDecay)) - 1).add_(1));
        gradients.copy_(secondMoment).sqrt_().div_((float)Math.Sqrt(secondCorrection)).add_((float)Epsilon);
        weights.addcdiv_(firstMoment, gradients, (float)(-learningRate / firstCorrection));
        gradients.zero_();
        return norm;
    }

    /// <summary>
    /// Forgets moments, steps and gradients, as at the start of an iteration of policy optimisation, and gives their memory back until <see cref="Train"/>.
    /// </summary>
    public void Reset()
    {
        Steps = 0;
        Forget();
        _parameters.Rest();
    }

    /// <summary>Takes memory for gradients and moments, unless it is taken; a backward pass must come after it.</summary>
    public void Train() => Wake();

    /// <inheritdoc/>
    public void Save(string folder)
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(Path.Combine(folder, StateFile), State());
    }

    /// <inheritdoc/>
    public void Load(string folder)
    {
        using var scope = NewDisposeScope();
        var state = Safetensors.Read(Path.Combine(folder, StateFile));
        LoadState(state);
        foreach (var tensor in state.Values)
            tensor.Dispose();
    }

    /// <summary>What a checkpoint must hold to continue from here exactly.</summary>
    /// <returns>The live moments, if there are any, and a copy of the step count, which the caller disposes.</returns>
    public Dictionary<string, Tensor> State()
    {
        var state = new Dictionary<string, Tensor>();
        if (_moments is var (first, second))
            (state[FirstMomentKey], state[SecondMomentKey]) = (first, second);
        state[StepKey] = tensor(new[] { Steps });
        return state;
    }

    /// <summary>Continues from a checkpoint.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <exception cref="KimiException">The state belongs to another model.</exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        var steps = Find(StepKey).data<long>()[0];
        if (steps == 0 && !state.ContainsKey(FirstMomentKey))
        {
            Reset();
            return;
        }

        var (first, second) = Wake();
        Fill(first, FirstMomentKey);
        Fill(second, SecondMomentKey);
        Steps = steps;

        void Fill(Tensor moment, string key)
        {
            var saved = Find(key);
            if (saved.numel() != moment.numel())
            {
                throw new KimiException(
                    $"the optimizer's saved {key} has {saved.numel()} values and the model has {moment.numel()} weights to train: "
                    + "resume with the model it was saved with");
            }

            moment.copy_(saved);
        }

        Tensor Find(string key) => state.TryGetValue(key, out var saved)
            ? saved
            : throw new KimiException($"the optimizer's saved state has no {key}: start the stage again without it");
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private Moments Wake()
    {
        _parameters.Train(_parts);
        if (_moments is { } moments)
            return moments;
        using var scope = NewDisposeScope();
        var weights = _parameters.TrainedWeights();
        return _moments = new(zeros_like(weights).DetachFromDisposeScope(), zeros_like(weights).DetachFromDisposeScope());
    }

    private void Forget()
    {
        _moments?.First.Dispose();
        _moments?.Second.Dispose();
        _moments = null;
    }

    // Running means of the gradients and of their squares.
    private sealed record Moments(Tensor First, Tensor Second);
}
