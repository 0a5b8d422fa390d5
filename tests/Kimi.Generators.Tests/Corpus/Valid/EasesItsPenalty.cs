// Form: a penalty whose strength follows the lengths it saw, saved with the checkpoint, beside one that is a function of the progress
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Easing;

[Recipe("eases-its-penalty")]
[Sampling(MaxResponseTokens = 160)]
public abstract partial class EasesItsPenalty
{
    [Problems<AdditionProblems>(Count = 6_000)] public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 300, Split = Split.HeldOut)] public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>] public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();

    [FineTune(Steps = 400)] public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 100), MirrorDescent, ExactAnswerReward, Penalty<FollowsLengths>, Penalty<LateBonus>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut);
}

/// <summary>Takes up to a tenth, by how far a response is above the usual length of right ones.</summary>
public sealed class FollowsLengths : IPenalty, ICheckpointed
{
    private const string Name = "usual.txt";
    private const double Keep = 0.98;
    private double? _usual;

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var limit = _usual ?? group.MaxLength;
        var taken = group.Select(judged => judged.IsCorrect ? -0.1 * Math.Clamp((judged.Length - limit) / Math.Max(1, limit), 0, 1) : 0).ToArray();
        var right = group.Where(judged => judged.IsCorrect).ToList();
        if (right.Count > 0)
        {
            var mean = right.Average(judged => judged.Length);
            _usual = _usual is { } usual ? (Keep * usual) + ((1 - Keep) * mean) : mean;
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, Name), _usual?.ToString("R", CultureInfo.InvariantCulture) ?? "");

    /// <inheritdoc/>
    public void Load(string folder) => _usual =
        File.ReadAllText(Path.Combine(folder, Name)) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>In the second half of a run, the shortest right responses of a group earn a little more.</summary>
public sealed class LateBonus : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var bonus = new double[group.Count];
        if (2 * progress.Iteration < progress.Iterations || !group.Any(judged => judged.IsCorrect))
            return bonus;
        var shortest = group.Where(judged => judged.IsCorrect).Min(judged => judged.Length);
        for (var i = 0; i < bonus.Length; i++)
            bonus[i] = group[i].IsCorrect && group[i].Length == shortest ? 0.05 : 0;
        return bonus;
    }
}
