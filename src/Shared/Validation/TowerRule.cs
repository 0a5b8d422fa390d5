using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy sees by a tower that something trained: the weights of a new one are random until then. KIMI6018.</summary>
internal static class TowerRule
{
    private const string Projector = "the projector alone";

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) => recipe.Stages.Any(GivesATower)
        ? Shown(recipe, facts).Concat(recipe.Stages.Select(stage => Learned(recipe, stage, facts)).OfType<Finding>())
        : [];

    private static IEnumerable<Finding> Shown(CheckedRecipe recipe, RecipeFacts facts) =>
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

    // From images, by what leaves the tower as it is.
    private static Finding? Learned(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts)
    {
        if (!PolicyRules.IsTraining(stage) || !stage.Part.IsOfLanguage || stage.Policies.Count != 1 || Frozen(stage) is not { } frozen
            || stage.Part.Declaration.Requires.Any(fact => fact is Fact.Trained or Fact.Tuned)
            || stage.Ingredients.FirstOrDefault(input => !input.Source.Output.IsModel && facts.Images[input.Source] is { HasValue: true, Value: true })
                is not { } shown
            || UntrainedTower(stage.Policies[0].Source, facts) is not { } tower
            || (frozen.What == Projector && IsTrainedLater(recipe, stage, facts)))
            return null;
        return new(
            Ids.Untrained,
            frozen.Mark,
            $"stage '{stage.Name}' trains {frozen.What} on the images of '{shown.Name}', which '{stage.Policies[0].Name}' sees by the tower that stage "
            + $"'{tower.Name}' gave it, whose weights nothing has trained, so it learns from noise: train the tower first, such as with "
            + "Trains = TrainedParts.Vision, or all")
        {
            Causes = [frozen.Mark],
        };
    }

    // What is trained in place of the tower.
    private static (string What, int Mark)? Frozen(CheckedStage stage) =>
        stage.Components.FirstOrDefault(component => component.Component == ComponentKind.Adapter) is { } adapter ? ("an adapter alone", adapter.Mark)
        : stage.Part["Trains"] is { Text: "LanguageModel" or "Projector" } trains
            ? (trains.Text == "Projector" ? Projector : "the language model alone", trains.IsGiven ? trains.Mark : stage.Part.Mark)
        : null;

    // A projector is small, and warms up before all is trained; a language model would be bent to noise.
    private static bool IsTrainedLater(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts) => recipe.Stages.Any(other =>
        other.Policies.Any(policy => policy.Source == stage)
        && ((PolicyRules.IsTraining(other) && !LeavesTheTower(other, facts)) || IsTrainedLater(recipe, other, facts)));

    private static bool GivesATower(CheckedStage stage) => stage.Part.Declaration is { LoadsCheckpoint: null } declaration
        && declaration.Establishes(Fact.Vision)?.Flag("Value", otherwise: true) == true;

    private static CheckedStage? UntrainedTower(CheckedStage source, RecipeFacts facts)
    {
        if (GivesATower(source))
            return source;
        return PolicyRules.IsTraining(source) && !LeavesTheTower(source, facts)
            ? null
            : source.Policies.Select(policy => UntrainedTower(policy.Source, facts)).FirstOrDefault(tower => tower is not null);
    }

    // It trains the language model or the projector alone, or an adapter, or from texts alone.
    private static bool LeavesTheTower(CheckedStage stage, RecipeFacts facts) => stage.Part.IsOfLanguage
        && (Frozen(stage) is not null
            || stage.Ingredients.All(input => input.Source.Output.IsModel || facts.Images[input.Source] is { HasValue: true, Value: false }));
}
