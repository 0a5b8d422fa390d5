using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether what a stage or component goes by is there: levels, tags, answers and tests of problems, the quality of documents, pairs that prefer
/// correct responses: KIMI6010.</summary>
internal static class GradeRule
{
    /// <summary>Finds what is wrong. What is not known counts as there.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        var found = new List<Finding>();
        foreach (var stage in recipe.Stages)
        {
            found.AddRange(Check(stage, facts));
            found.AddRange(Unused(recipe, stage));
            found.AddRange(PairsOfOthers(stage, facts));
        }

        return found;
    }

    // Pairs and problems are found together by their prompts.
    private static IEnumerable<Finding> PairsOfOthers(CheckedStage stage, RecipeFacts facts)
    {
        var pairs = stage.Inputs.FirstOrDefault(input => input.Source.Output.IsPreferences);
        var prompts = stage.PromptSets.ToList();
        if (pairs is null || prompts.Count != 1 || !stage.Part.Types.Any(type => type.StartsWith("Kimi.Dsl.", StringComparison.Ordinal)))
            yield break;
        var (answered, asked) = (facts.Origins[pairs.Source], facts.Origins[prompts[0].Source]);
        if (answered.Count > 0 && asked.Count > 0 && answered.All(one => asked.All(one.Excludes)))
        {
            yield return new(
                Ids.NoGrades,
                prompts[0].Mark,
                $"stage '{stage.Name}' looks up the problems of '{pairs.Name}' in '{prompts[0].Name}', another split than the pairs were made for, so none is "
                + "there: give it the problems that the pairs were made for");
        }
    }

    // Ratings that nothing drops or draws by.
    private static IEnumerable<Finding> Unused(CheckedRecipe recipe, CheckedStage stage) =>
        from rater in stage.Components
        where rater.IsOfLanguage && rater.Declaration.Establishes(Fact.Quality) is not null && rater["MinQuality"] is { Number: 0 }
            && !stage.Components.SkipWhile(component => component != rater).Skip(1).Any(UsesQuality)
            && !Following(recipe, stage).Any(other => other.IsTransform || !other.Part.IsOfLanguage || other.Components.Any(UsesQuality))
        select new Finding(
            Ids.ZeroWeight,
            rater.Mark,
            $"[{rater.Label}] on stage '{stage.Name}' rates documents, and nothing goes by it: "
            + "give it a MinQuality, put [SamplingRates] after it, or remove it");

    private static bool UsesQuality(CheckedPart component) => !component.IsOfLanguage
        || component.Declaration.Requires.Contains(Fact.Quality) || component.Types.Contains("Kimi.Dsl.NearDuplicatesAttribute");

    private static IEnumerable<CheckedStage> Following(CheckedRecipe recipe, CheckedStage stage) =>
        from other in recipe.Stages
        where other.Inputs.Any(input => input.Source == stage)
        from following in other.Output.IsCorpus ? Following(recipe, other).Prepend(other) : [other]
        select following;

    private static IEnumerable<Finding> Check(CheckedStage stage, RecipeFacts facts)
    {
        foreach (var need in Needs(stage))
        {
            if (Of(need.Fact, facts) is not { } grade || IsRated(stage, need)
                || stage.Ingredients.FirstOrDefault(input => grade.Has(input.Source.Output) && grade.Known[input.Source] is { HasValue: true, Value: false })
                    is not { } input)
                continue;
            yield return new(
                Ids.NoGrades,
                need.Part is null ? input.Mark : need.Mark,
                $"{need.What} {grade.GoesBy}, but those of '{input.Name}' {grade.Lack}: {grade.Remedy}{(need.Part is null ? "" : $", or remove {need.Name}")}")
            {
                Causes = [need.Mark],
            };
        }
    }

    /// <summary>What a stage itself, its components, and options that were given go by.</summary>
    public static IEnumerable<Need> Needs(CheckedStage stage)
    {
        foreach (var fact in stage.Part.Declaration.Requires)
            yield return new(fact, stage, "", stage.Part.Mark, null);
        foreach (var component in stage.Components)
        {
            foreach (var fact in component.Declaration.Requires)
                yield return new(fact, stage, $"[{component.Label}]", component.Mark, component);
        }

        foreach (var part in stage.Parts)
        {
            foreach (var option in part.Declaration.OptionsWith("Requires"))
            {
                if (part[option.Name] is not { IsGiven: true } value || value.Text == option.Default?.Text)
                    continue;
                foreach (var requirement in option.FindAll("Requires"))
                {
                    if (requirement.Texts("Values") is not { Count: > 0 } some || some.Contains(value.Text))
                        yield return new((Fact)Convert.ToInt32(requirement.Arguments[0], CultureInfo.InvariantCulture), stage, option.Name, value.Mark, part);
                }
            }
        }
    }

    // Components work one after another, and one of a team's own can do anything.
    private static bool IsRated(CheckedStage stage, Need need) => need.Part is not null
        && stage.Components.TakeWhile(component => component != need.Part)
            .Any(component => component.Component == need.Part.Component
                && (!component.IsOfLanguage || component.Declaration.Establishes(need.Fact) is not null));

    private static Grade? Of(Fact fact, RecipeFacts facts) => fact switch
    {
        Fact.Levels => new(facts.Levels, type => type.IsPromptSet, "needs problems with levels", "have none", "set LevelField where they are read"),
        Fact.Tags => new(facts.Tags, type => type.IsPromptSet, "needs problems with tags", "have none", "set TagFields where they are read"),
        Fact.Answers => new(facts.Answers, type => type.IsPromptSet, "needs problems with answers", "have none",
            "set AnswerField where they are read"),
        Fact.Tests => new(facts.Tests, type => type.IsPromptSet, "needs problems with tests", "may have none",
            "make tests by [GenerateTestCases], or read only problems with tests"),
        Fact.SeveralTests => new(facts.SeveralTests, type => type.IsPromptSet, "needs problems with several tests", "have one harness each",
            "read problems with several tests"),
        Fact.Quality => new(facts.Quality, type => type.IsCorpus, "needs documents with a quality", "have none there",
            "put [QualityClassifier] before it"),
        Fact.Images => new(facts.Images, type => type.IsCorpus || type.IsDemonstrations, "trains what sees on documents with images", "have none",
            "take documents with images"),
        Fact.CorrectPairs => new(facts.CorrectPairs, type => type.IsPreferences, "learns which responses are correct from pairs",
            "prefer shorter responses", "set Prefer to Correct where they are sampled"),
        _ => null,
    };

    private sealed record Grade(Flag Known, Func<ArtifactType, bool> Has, string GoesBy, string Lack, string Remedy);

    /// <summary>A fact that something goes by.</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Stage">The stage that goes by it, or whose component or option does.</param>
    /// <param name="Name">The name of what goes by it; empty for the stage itself.</param>
    /// <param name="Mark">Where it stands.</param>
    /// <param name="Part">The component, or the part whose option it is; null for the stage itself.</param>
    public sealed record Need(Fact Fact, CheckedStage Stage, string Name, int Mark, CheckedPart? Part)
    {
        /// <summary>What goes by it, as a message writes it.</summary>
        public string What => Name.Length == 0 ? $"stage '{Stage.Name}'" : $"{Name} on stage '{Stage.Name}'";
    }
}
