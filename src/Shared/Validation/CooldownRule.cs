using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a cooldown begins at the learning rate of the pretraining before it, or below: KIMI5002.</summary>
internal static class CooldownRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Part.Types.Contains("Kimi.Dsl.CooldownAttribute")
        from policy in stage.Policies
        where policy.Source.Part.Types[0] == "Kimi.Dsl.PretrainAttribute"
        let rate = stage.Part["LearningRate"]
        let before = policy.Source.Part["LearningRate"]
        where rate is { Number: not null } && before is { Number: not null } && rate.Number > before.Number && (rate.IsGiven || before.IsGiven)
        select new Finding(
            Ids.Schedule,
            rate.IsGiven ? rate.Mark : stage.Part.Mark,
            $"LearningRate of stage '{stage.Name}' is {rate.Text}, above that of stage '{policy.Source.Name}', {before.Text}, "
            + "so the cooldown begins by training harder: lower it to that or less")
        {
            Causes = [rate.Mark, before.Mark],
        };
}
