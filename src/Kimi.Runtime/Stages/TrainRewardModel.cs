using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Guards;
using Kimi.Runtime.RewardModels;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;

namespace Kimi.Runtime.Stages;

/// <summary>Trains a classic or a chain-of-thought reward model, calibrates it, and measures it as it will be used, on pairs from prompts that it was not
/// trained on (paper 2.3.5).</summary>
/// <param name="policies">Loads the policy to start from.</param>
/// <param name="rewardModels">Loads the reward model to measure.</param>
/// <param name="services">What a critique source's constructor takes.</param>
/// <param name="calls">Calls it.</param>
[ImplementationVersion(1)]
internal sealed class TrainRewardModel(PolicyLoader policies, RewardModelLoader rewardModels, IServiceProvider services, ComponentCalls calls)
    : IStage<RewardModelTrainingAttribute, Policy, Preferences, PromptSet, RewardModel>, IStageCheck<RewardModelTrainingAttribute>
{
    public void Check(string stage, RewardModelTrainingAttribute options)
    {
        if (!options.Template.Contains(JudgeTemplate.Response, StringComparison.Ordinal))
            throw new KimiException($"the Template of stage {stage} has no place for the response: write {JudgeTemplate.Response} where it belongs");
    }

    public async Task<RewardModel> RunAsync(
        RewardModelTrainingAttribute options, Policy start, Preferences preferences, PromptSet problems, StageContext context,
        CancellationToken cancellationToken)
    {
        var pairs = LabelledPairs.Split(LabelledPairs.Of(preferences, problems, context.StageName), options.HeldOutShare, context.StageName);
        var rewardModel = Train(options, start, pairs, context, cancellationToken);

        using var judge = rewardModels.Load(rewardModel);
        var verdicts = await LabelledVerdicts.OfAsync(judge, pairs.Test, cancellationToken).ConfigureAwait(false);
        LabelledVerdicts.Log(Path.Combine(context.LogFolder, "judgements.jsonl"), verdicts);
        LabelledVerdicts.Summarize(LabelledVerdicts.Accuracy(context.StageName, judge.GivesProbabilities, verdicts), "", "heldOutAccuracy", context);
        context.Summarize("heldOutPairs", pairs.Test.Count);
        context.Summarize("trainingPairs", pairs.Training.Count);
        return rewardModel;
    }

    private RewardModel Train(
        RewardModelTrainingAttribute options, Policy start, LabelledPairs pairs, StageContext context, CancellationToken cancellationToken)
    {
        using var policy = policies.Load(start);
        using var trainer = Trainer(options, policy, pairs.Training, context);
        GradientDescent.Run(options, context, [trainer], trainer.Backward, trainer.Step, cancellationToken);
        return trainer.Finish(context.OutputFolder, pairs.Calibration);
    }

    private IRewardModelTrainer Trainer(RewardModelTrainingAttribute options, LoadedPolicy policy, IReadOnlyList<LabelledPair> pairs, StageContext context) =>
        options switch
        {
            TrainRewardModelAttribute classic => new ClassicTrainer(policy, classic, pairs, context.Seed, context.StageName),
            TrainCriticAttribute critic => new CriticTrainer(
                policy,
                critic,
                new GuardedCritiqueSource(
                    (ICritiqueSource)AttributeActivator.Create(services, critic.Source, critic, $"stage {context.StageName}"), calls),
                pairs,
                context.Seed,
                context.StageName),
            _ => throw new InvalidOperationException($"{options.GetType().Name} is a new kind of reward model: say how it is trained here"),
        };
}
