using Kimi.Dsl;
using Kimi.Recipes.Findings;

namespace Kimi.Recipes.Tests;

/// <summary>The ablations behind docs/findings.md; whole runs are its script.</summary>
public sealed class FindingsTests
{
    private static readonly RecipeGraph[] s_ablations =
    [
        AblationNegativeGradients.Graph, AblationNegativeGradientsRoot.Graph, ObjectiveReadings.Graph, AblationCurriculum.Graph,
        AblationCurriculumIterations.Graph, AblationCurriculumTaught.Graph, AblationLengthPenalty.Graph, AblationLengthPenaltyHeavy.Graph,
        AblationContext.Graph, AblationContextSmall.Graph, AblationContextTaught.Graph, AblationContextSmallTaught.Graph,
        AblationCeiling.Graph, AblationCeilingSmall.Graph,
    ];

    [Fact]
    public void Arms_of_an_ablation_start_from_the_same_policy_and_problems() =>
        Assert.All(s_ablations, ablation => Assert.Single(
            ablation.Stages.Where(stage => stage.Options is ReinforceAttribute)
                .Select(stage => string.Join(' ', stage.Sources.Select(source => source.Name)))
                .Distinct()));

    [Fact]
    public void A_policy_of_the_context_ablation_is_measured_within_the_limit_that_it_was_trained_with()
    {
        var graph = AblationContext.Graph;
        foreach (var arm in graph.Stages.Where(stage => stage.Options is ReinforceAttribute))
        {
            var limit = ((ReinforceAttribute)arm.Options!).MaxResponseTokens;

            Assert.Contains(
                graph.Stages,
                stage => stage.Options is EvaluateAttribute evaluate && evaluate.MaxResponseTokens == limit && stage.Sources.Contains(arm));
        }
    }

    [Fact]
    public void Methods_of_long2short_that_train_sample_as_many_responses_and_train_on_as_many_sequences()
    {
        var graph = Long2Short.Graph;
        var reinforce = Options<ReinforceAttribute>("ShortRl");
        var responses = reinforce.Iterations * reinforce.PromptsPerIteration * reinforce.SamplesPerPrompt;
        var shortest = Options<SampleShortestAttribute>("Shortest");
        var pairs = Options<SamplePreferencesAttribute>("Pairs");
        var tuned = Options<FineTuneAttribute>("ShortestSft");
        var preferences = Options<OptimizePreferencesAttribute>("Dpo");

        Assert.Equal(responses, shortest.MaxProblems * shortest.SamplesPerPrompt);
        Assert.Equal(responses, pairs.MaxProblems * pairs.SamplesPerPrompt);
        Assert.Equal(responses, tuned.Steps * tuned.BatchSize);
        Assert.Equal(responses, 2 * preferences.Steps * preferences.BatchSize);

        T Options<T>(string name) => (T)(object)graph.Stages.Single(stage => stage.Name == name).Options!;
    }
}
