using Kimi.Dsl;
using Kimi.Runtime.RewardModels;

namespace Kimi.Runtime.Stages;

/// <summary>Measures reward models on the same labelled responses (paper 2.3.5).</summary>
/// <param name="rewardModels">Loads them.</param>
[ImplementationVersion(1)]
internal sealed class CompareRewardModels(RewardModelLoader rewardModels)
    : IStage<CompareRewardModelsAttribute, IReadOnlyList<RewardModel>, Preferences, PromptSet, RewardModelComparison>
{
    public async Task<RewardModelComparison> RunAsync(
        CompareRewardModelsAttribute options, IReadOnlyList<RewardModel> models, Preferences preferences, PromptSet problems, StageContext context,
        CancellationToken cancellationToken)
    {
        var pairs = LabelledPairs.Of(preferences, problems, context.StageName);
        var accuracies = new List<RewardModelAccuracy>();
        foreach (var model in models)
        {
            using var judge = rewardModels.Load(model);
            var verdicts = await LabelledVerdicts.OfAsync(judge, pairs, cancellationToken).ConfigureAwait(false);
            LabelledVerdicts.Log(Path.Combine(context.LogFolder, $"{model.Origin}.jsonl"), verdicts);
            var accuracy = LabelledVerdicts.Accuracy(model.Origin, judge.GivesProbabilities, verdicts);
            LabelledVerdicts.Summarize(accuracy, models.Count == 1 ? "" : $"{model.Origin}.", "accuracy", context);
            accuracies.Add(accuracy);
        }

        context.Summarize("pairs", pairs.Count);
        return new(accuracies);
    }
}
