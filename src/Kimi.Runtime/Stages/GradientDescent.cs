using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Models;
using Kimi.Runtime.Optimization;

namespace Kimi.Runtime.Stages;

/// <summary>What one batch came to.</summary>
/// <param name="Loss">Its loss; the gradients are collected.</param>
/// <param name="Tokens">How many tokens it took.</param>
internal sealed record BatchResult(double Loss, long Tokens)
{
    /// <summary>What else to record of the step.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}

/// <summary>A set number of AdamW steps on a policy, with a schedule, metrics and checkpoints. What a batch is, and its loss, is the stage's.</summary>
/// <param name="options">The options of the steps.</param>
/// <param name="policy">The policy.</param>
/// <param name="context">The stage.</param>
internal sealed class GradientDescent(IOptimization options, LoadedPolicy policy, StageContext context)
{
    private const double SecondMomentDecay = 0.98;

    /// <summary>Takes the steps, from the newest checkpoint on, and saves the policy.</summary>
    /// <param name="backward">Collects the gradients of a step's batch. A function of the step, so that a resumed run needs no data position.</param>
    /// <param name="cancellationToken">Stops after a checkpoint.</param>
    /// <exception cref="KimiException">The loss or the gradients are not finite.</exception>
    public Policy Run(Func<int, BatchResult> backward, CancellationToken cancellationToken)
    {
        using var optimizer = new FlatAdam(
            policy.Model.Parameters, beta2: SecondMomentDecay, weightDecay: options.WeightDecay, maxGradientNorm: options.GradientClip);
        var firstStep = context.Checkpoints.Resume(policy, optimizer);
        var loss = double.NaN;
        for (var step = firstStep; step < options.Steps; step++)
        {
            if (cancellationToken.IsCancellationRequested || (step % options.CheckpointEvery == 0 && step > firstStep))
                context.Checkpoints.Save(step, options.KeepCheckpoints, policy, optimizer);
            cancellationToken.ThrowIfCancellationRequested();

            var watch = Stopwatch.StartNew();
            var result = backward(step);
            loss = result.Loss;
            var learningRate = LearningRateSchedule.At(options, step);
            var norm = optimizer.Step(learningRate);
            if (!double.IsFinite(loss) || !double.IsFinite(norm))
                throw new KimiException($"stage {context.StageName} diverged at step {step} (loss {loss}, gradient norm {norm}): lower its LearningRate of {options.LearningRate}");
            context.Record(
                step,
                options.Steps,
                new Dictionary<string, double>(result.Metrics) { ["loss"] = loss, ["learningRate"] = learningRate, ["gradientNorm"] = norm },
                new Dictionary<string, double> { ["tokensPerSecond"] = result.Tokens / watch.Elapsed.TotalSeconds });
        }

        context.Summarize("loss", loss);
        context.Summarize("steps", options.Steps);
        return policy.Save(context.OutputFolder);
    }
}
