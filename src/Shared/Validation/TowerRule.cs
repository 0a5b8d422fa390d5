using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy sees by a tower that something trained: the weights of a new one are random until then. KIMI6018.</summary>
internal static class TowerRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        where stage.Part.Declaration.Requires.Any(fact => fact is Fact.Trained or Fact.Tuned)
        let shown = stage.PromptSets.FirstOrDefault(prompts => facts.Images[prompts.Source] is { HasValue: true, Value: true })
        where shown is not null
        from policy in stage.Policies
        let tower = UntrainedTower(policy.Source, facts)
        where tower is not null
        select new Finding(
            Ids.Untrained,
            policy.Mark,
            $"stage '{stage.Name}' shows '{policy.Name}' the images of '{shown.Name}' by the tower that stage '{tower.Name}' gave it, whose weights "
            + "nothing has trained, so it sees noise: train it first, such as by [Pretrain] with Trains = TrainedParts.Vision");

    private static CheckedStage? UntrainedTower(CheckedStage source, RecipeFacts facts)
    {
        if (source.Part.Declaration is { LoadsCheckpoint: null } declaration && declaration.Establishes(Fact.Vision)?.Flag("Value", otherwise: true) == true)
            return source;
        return PolicyRules.IsTraining(source) && !LeavesTheTower(source, facts)
            ? null
            : source.Policies.Select(policy => UntrainedTower(policy.Source, facts)).FirstOrDefault(tower => tower is not null);
    }

    // It trains the language model alone, or an adapter of it, or from texts alone.
    private static bool LeavesTheTower(CheckedStage stage, RecipeFacts facts) => stage.Part.IsOfLanguage
        && (stage.Part["Trains"]?.Text == "LanguageModel" || stage.Components.Any(component => component.Component == ComponentKind.Adapter)
            || stage.Ingredients.All(input => input.Source.Output.IsModel || facts.Images[input.Source] is { HasValue: true, Value: false }));
}
