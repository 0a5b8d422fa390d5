using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.RewardModels;

/// <summary>A classic reward model in memory: a response's value is the calibrated probability of its score.</summary>
/// <param name="policy">The model; disposed of with it.</param>
/// <param name="head">Its value head; disposed of with it.</param>
/// <param name="settings">The template and the calibration.</param>
internal sealed class ClassicJudge(PolicyHandle policy, ValueHead head, RewardModelSettings.Classic settings)
    : ResponseJudge(policy.Weights, settings.Template)
{
    public override bool GivesProbabilities => true;

    protected override int Room => 0;

    protected override Task<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<JudgeInput> inputs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Verdict>>([.. ScoreAll(Policy, head, [.. inputs.Select(input => input.Tokens)], cancellationToken)
            .Select(score => new Verdict.Scored(settings.Calibration.Probability(score)))]);

    public override void Dispose()
    {
        head.Dispose();
        policy.Dispose();
    }

    /// <summary>Scores texts, in batches of similar length.</summary>
    /// <param name="policy">The model.</param>
    /// <param name="head">Its value head.</param>
    /// <param name="sequences">The texts in tokens.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>One score per text, in their order.</returns>
    public static double[] ScoreAll(LoadedPolicy policy, ValueHead head, IReadOnlyList<int[]> sequences, CancellationToken cancellationToken)
    {
        const int BatchSize = 64;
        using var noGradient = no_grad();
        var scores = new double[sequences.Count];
        foreach (var batch in Enumerable.Range(0, sequences.Count).OrderBy(index => sequences[index].Length).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var scores_B = head.Scores(policy, [.. batch.Select(index => sequences[index])]).cpu().data<float>();
            foreach (var (row, index) in batch.Index())
                scores[index] = scores_B[row];
        }

        return scores;
    }
}
