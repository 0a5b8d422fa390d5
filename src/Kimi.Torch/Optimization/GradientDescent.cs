using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Native;

namespace Kimi.Torch.Optimization;

/// <summary>The result of one batch.</summary>
/// <param name="Loss">Its loss; the gradients are collected.</param>
/// <param name="Tokens">How many tokens it has.</param>
public sealed record BatchResult(double Loss, long Tokens)
{
    /// <summary>What else to record of the step.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}

/// <summary>A set number of AdamW steps on a policy, with a schedule, metrics and checkpoints. The stage decides what a batch is, and its loss.</summary>
/// <param name="options">The options of the steps.</param>
/// <param name="policy">The policy.</param>
/// <param name="context">The stage.</param>
/// <param name="trains">Which parts of the policy are trained.</param>
public sealed class GradientDescent(
    OptimizedStageAttribute options, LoadedPolicy policy, StageContext context, TrainedParts trains = TrainedParts.All)
{
    private const double SecondMomentDecay = 0.98;

    /// <summary>Takes the steps, from the newest checkpoint on, and saves the policy.</summary>
    /// <param name="backward">Collects the gradients of a step's batch. A function of the step, so that a resumed run needs no data position.</param>
    /// <param name="cancellationToken">Stops after a checkpoint.</param>
    /// <exception cref="KimiException">The loss or the gradients are not finite, or the policy has no parts of which some could be trained.</exception>
    public Policy Run(Func<int, BatchResult> backward, CancellationToken cancellationToken)
    {
        if (trains != TrainedParts.All && (policy.Images is null || policy.Model.Adapter is not null))
        {
            throw new KimiException(
                $"stage {context.StageName} trains a part of its policy, {trains}, and {(policy.Images is null ? "it does not see" : "it has an adapter")}: "
                + "leave out Trains, or take a policy with a vision tower");
        }

        using var optimizer = Optimizer(policy.Model.Trained, options, trains);
        policy.Model.RecomputesActivations = options.RecomputeActivations;
        Run(options, context, [policy, optimizer], backward, optimizer.Step, cancellationToken);
        return policy.Save(context.OutputFolder);
    }

    /// <summary>AdamW as the options configure it.</summary>
    /// <param name="parameters">What it trains.</param>
    /// <param name="options">The options.</param>
    /// <param name="trains">Which parts of them are trained.</param>
    public static FlatAdam Optimizer(FlatParameters parameters, OptimizedStageAttribute options, TrainedParts trains = TrainedParts.All) =>
        new(parameters, beta2: SecondMomentDecay, weightDecay: options.WeightDecay, maxGradientNorm: options.GradientClip, parts: trains);

    /// <summary>Takes the steps, from the newest checkpoint on.</summary>
    /// <param name="options">The options of the steps.</param>
    /// <param name="context">The stage.</param>
    /// <param name="state">What is trained, with its optimizers.</param>
    /// <param name="backward">Collects the gradients of a step's batch. A function of the step, so that a resumed run needs no data position.</param>
    /// <param name="take">Takes an optimizer step with a learning rate, and returns the gradient's norm before clipping.</param>
    /// <param name="cancellationToken">Stops after a checkpoint.</param>
    /// <exception cref="KimiException">The loss or the gradients are not finite.</exception>
    public static void Run(
        OptimizedStageAttribute options, StageContext context, ICheckpointed[] state, Func<int, BatchResult> backward, Func<double, double> take,
        CancellationToken cancellationToken)
    {
        var loss = double.NaN;
        foreach (var step in context.Checkpoints.Steps(
            options.TotalSteps(), options.CheckpointEvery, options.KeepCheckpoints, state, cancellationToken))
        {
            var watch = Stopwatch.StartNew();
            var result = backward(step);
            loss = result.Loss;
            var learningRate = LearningRateSchedule.At(options, step);
            var norm = take(learningRate);
            if (!double.IsFinite(loss) || !double.IsFinite(norm))
                throw new KimiException(
                    $"stage {context.StageName} diverged at step {step} (loss {loss}, gradient norm {norm}): lower its LearningRate of {options.LearningRate}");
            context.Record(
                step,
                options.TotalSteps(),
                new Dictionary<string, double>(result.Metrics) { ["loss"] = loss, ["learningRate"] = learningRate, ["gradientNorm"] = norm },
                new Dictionary<string, double> { ["tokensPerSecond"] = result.Tokens / watch.Elapsed.TotalSeconds });
        }

        NativeHeap.Trim();
        context.Summarize("loss", loss);
        context.Summarize("steps", options.TotalSteps());
    }
}
