using Kimi.Generators.Parsing;
using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a recipe's policies can read and write what its own sources and environments say (KIMI6009), whether that is within a reply (KIMI5007), whether
/// sources give problems what stages and transforms go by (KIMI6010), rewards ask for what ends responses (KIMI4013), and read the answers of the sources
/// (KIMI8028) and the markers of the demonstrations (KIMI6011), and what a team's own code counts on is there in its stages (KIMI8009, 8011, 8032, 4012).
/// </summary>
internal static class RecipeCodeRule
{
    /// <summary>Finds what is wrong in the files of the recipe: an editor shows what a recipe's analysis finds in others only with the whole project.</summary>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol type, LocatedRecipe recipe, Func<string, string, bool> isRaised, CancellationToken cancellationToken)
    {
        if (!recipe.IsConnected || recipe.Model.Is(Model.RecipeTraits.HasCompilerErrors))
            return [];
        var methods = new List<(CheckedStage Stage, IMethodSymbol Method)>();
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && recipe.Checked.Stages.FirstOrDefault(stage => stage.Name == method.Name) is { } stage)
                methods.Add((stage, method));
        }

        var components = Components(methods);
        // Without a query, whose operators alone take a part of every keystroke.
        var found = new List<(string Id, Location Place, string Sentence)>();
        var sources = new TeamSources(type, components);
        foreach (var component in components)
            found.AddRange(OfOne(recipe, component, components, sources, isRaised, cancellationToken));
        foreach (var need in recipe.Checked.Stages.SelectMany(GradeRule.Needs))
        {
            if (need.Fact is Fact.Levels or Fact.Tags)
                found.AddRange(Grades(recipe, need, components, cancellationToken));
        }

        found.AddRange(UntaughtFormRule.Check(methods, sources, mark => recipe.Locations[mark], cancellationToken));
        found.AddRange(UnnamedMarkerRule.Check(recipe, sources, cancellationToken));
        found.AddRange(AskedWordsRule.Check(recipe, sources, cancellationToken));
        found.AddRange(StartLevelRule.Check(recipe, sources, cancellationToken));
        found.AddRange(UntoldToolsRule.Check(recipe, methods, sources, cancellationToken));
        found.AddRange(NextQuestionRule.Check(recipe, sources, cancellationToken));
        found.AddRange(ScheduleRule.Check(methods, cancellationToken));
        found.AddRange(OfRewards(recipe, components, isRaised, cancellationToken));
        found.AddRange(OfTransforms(recipe, methods, components, sources, cancellationToken));
        return found.Count == 0
            ? []
            : found.Where(one => type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == one.Place.SourceTree)).Distinct();
    }

    private static List<StageComponent> Components(IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods)
    {
        var components = new List<StageComponent>();
        foreach (var (stage, method) in methods)
        {
            if (!stage.Output.IsPromptSet && !stage.Output.IsDemonstrations && stage.Parts.All(part => part.IsOfLanguage))
                continue;
            foreach (var component in TeamCode.ComponentsOf(method))
            {
                var roles = TeamCode.RolesOf(component);
                if ((roles & (Roles.Source | Roles.Environment | Roles.Reward | Roles.Penalty | Roles.Sampler)) != 0)
                    components.Add(new(stage, component, roles));
            }
        }

        return components;
    }

    private static IEnumerable<(string Id, Location Place, string Sentence)> OfOne(
        LocatedRecipe recipe, StageComponent each, IReadOnlyList<StageComponent> components, TeamSources sources, Func<string, string, bool> isRaised,
        CancellationToken cancellationToken)
    {
        if ((each.Roles & Roles.Penalty) != 0)
            return DearTokensRule.Check(each.Stage, each.Component, isRaised, cancellationToken);
        if ((each.Roles & Roles.Sampler) != 0)
            return LevelSpreadRule.Check(recipe, each.Stage, each.Component, sources, cancellationToken);
        if (each.IsReward)
        {
            return FinalTurnRule.Check(each.Stage, each.Component, cancellationToken)
                .Concat(AskedWordsRule.Check(each, sources, cancellationToken))
                .Concat(NothingEqualsNothingRule.Check(each, sources, cancellationToken))
                .Concat(FirstMatchRule.CheckAsked(each, sources, cancellationToken))
                .Concat(StoppedSearchRule.IsAbout(each.Stage) ? StoppedSearchRule.Check(each.Stage, each.Component, cancellationToken) : []);
        }
        var spoken = SpokenTextRule.Check(recipe, each, cancellationToken);
        if (each.IsEnvironment)
        {
            var stages = components.Where(other => SymbolEqualityComparer.Default.Equals(other.Component, each.Component))
                .Select(other => other.Stage).ToList();
            spoken = spoken.Concat(SingleTurnRule.Check(recipe.Checked, each, mark => recipe.Locations[mark], cancellationToken))
                .Concat(CountedTurnsRule.Check(each.Component, stages, isRaised, cancellationToken));
        }

        // Of how many there are, nothing is said before what else is wrong with the recipe.
        return RepeatedDemonstrationRule.IsAbout(each.Stage) && recipe.Findings.All(finding => finding.Id == Ids.EqualToDefault)
            ? spoken.Concat(RepeatedDemonstrationRule.Check(each.Stage, each.Component, mark => recipe.Locations[mark], cancellationToken))
            : spoken;
    }

    private static IEnumerable<(string Id, Location Place, string Sentence)> OfRewards(
        LocatedRecipe recipe, IReadOnlyList<StageComponent> components, Func<string, string, bool> isRaised, CancellationToken cancellationToken)
    {
        var rewards = components.Where(each => each.IsReward && !each.Component.IsIn("Kimi", "Dsl")).ToList();
        if (rewards.Count == 0)
            return [];
        var sources = components.Select(each => each.Component)
            .Where(component => component.AllInterfaces.Any(contract => contract is { Name: "IProblemSource", Arity: 1 }))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToList();
        return FormWeightRule.Check(rewards, mark => recipe.Locations[mark], cancellationToken)
            .Concat(AnswerForms(recipe.Checked, rewards, sources, cancellationToken))
            .Concat(Judgements(recipe.Checked, components, rewards, sources, isRaised, cancellationToken));
    }

    private static IEnumerable<(string Id, Location Place, string Sentence)> OfTransforms(
        LocatedRecipe recipe, IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods, IReadOnlyList<StageComponent> components,
        TeamSources sources, CancellationToken cancellationToken) => !methods.Any(each => each.Stage.IsTransform)
        ? []
        : OverlappingPartsRule.Check(recipe.Checked, methods, cancellationToken).Concat(
            from each in methods
            where UngradedTransformRule.IsAbout(each.Stage)
            from found in UngradedTransformRule.Check(each.Method, name => Ungiven(each.Stage, name, components, cancellationToken), cancellationToken)
                .Concat(CountedIdsRule.Check(each.Stage, each.Method, sources, cancellationToken))
            select found).Concat(
            from each in methods
            where each.Stage.IsTransform
            from found in FramedPromptRule.Check(recipe.Checked.Stages, each.Stage, each.Method, sources, cancellationToken)
                .Concat(SameFileRule.Check(each.Stage, each.Method, mark => recipe.Locations[mark], cancellationToken))
            select found);

    // Whether rewards look at answers, at all of them, and at lengths that there are.
    private static IEnumerable<(string Id, Location Place, string Sentence)> Judgements(
        CheckedRecipe recipe, IReadOnlyList<StageComponent> components, IReadOnlyList<StageComponent> rewards, IReadOnlyList<INamedTypeSymbol> sources,
        Func<string, string, bool> isRaised, CancellationToken cancellationToken)
    {
        var areAllOwn = recipe.Stages.Where(stage => stage.Output.IsPromptSet && stage.Inputs.Count == 0)
            .All(stage => components.Any(each => each.Stage == stage));
        var taught = (from each in components
                      where each.Stage.Output.IsDemonstrations
                      select (each.Stage, each.Component)).ToList();
        return (areAllOwn ? AnswerUseRule.Check(recipe, rewards, sources, cancellationToken) : [])
            .Concat(
                from reward in rewards.GroupBy(each => each.Component, each => each.Stage, SymbolEqualityComparer.Default)
                let judge = (INamedTypeSymbol)reward.Key!
                let demonstrations = taught.Where(each => reward.Any(stage => Learned(stage, each.Stage))).Select(each => (each.Stage.Name, each.Component))
                from found in FirstMatchRule.Check(judge, [.. demonstrations], cancellationToken)
                    .Concat(WholeTextRule.Check(judge, [.. demonstrations], cancellationToken))
                    .Concat(CountedTokensRule.Check(judge, [.. reward], isRaised, cancellationToken))
                    .Concat(EndOfTextRule.Check(judge, [.. reward], [.. demonstrations.Select(each => each.Component)], cancellationToken))
                select found);
    }

    private static bool Learned(CheckedStage stage, CheckedStage demonstrations) =>
        stage.Inputs.Any(input => input.Source == demonstrations || Learned(input.Source, demonstrations));

    private static IEnumerable<(string Id, Location Place, string Sentence)> AnswerForms(
        CheckedRecipe recipe, IReadOnlyList<StageComponent> rewards, IReadOnlyList<INamedTypeSymbol> sources, CancellationToken cancellationToken)
    {
        var readsFormulas = recipe.Stages.Any(stage => stage.Part.Types.Contains("Kimi.Dsl.ProblemsFileAttribute")
            && (stage.Part["Layout"]?.Text.EndsWith("Math", StringComparison.Ordinal) == true
                || stage.Part["Benchmark"]?.Text.EndsWith("Math500", StringComparison.Ordinal) == true));
        return from reward in rewards.Select(each => each.Component).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
               from found in AnswerFormRule.Check(reward, sources, readsFormulas, cancellationToken)
                   .Concat(AnswerPatternRule.Check(reward, sources, readsFormulas, cancellationToken))
               select found;
    }

    // Who makes all problems of a transform, where nobody gives them a property: neither the source, nor a stage that measures on the way.
    private static INamedTypeSymbol? Ungiven(
        CheckedStage stage, string property, IReadOnlyList<StageComponent> components, CancellationToken cancellationToken)
    {
        var sources = stage.PromptSets.Select(input => SourceOf(input.Source)).ToList();
        if (sources.Count == 0 || sources.Contains(null))
            return null;
        var makers = sources.SelectMany(source => components.Where(each => each.Stage == source).Select(each => each.Component)).ToList();
        return makers.Count >= sources.Count && makers.All(maker => TeamSources.NeverSets(maker, property, cancellationToken)) ? makers[0] : null;

        CheckedStage? SourceOf(CheckedStage made) => made.Inputs.Count == 0 ? made
            : made is { IsTransform: true, KeepsProblems: true } && made.PromptSets.ToList() is { Count: 1 } only ? SourceOf(only[0].Source)
            : null;
    }

    /// <summary>Whether a policy of a stage reads what another makes, directly or after stages of the language that only choose among problems.</summary>
    public static bool Reads(CheckedStage reader, CheckedStage source) =>
        reader.Policies.Any() && reader.Inputs.Any(input => input.Source == source || IsChosenFrom(input.Source, source));

    private static bool IsChosenFrom(CheckedStage stage, CheckedStage source) => stage.Output.IsPromptSet && stage != source
        && (!stage.IsTransform || stage.KeepsProblems)
        && stage.Ingredients.Any(input => input.Source.Output.IsPromptSet && (input.Source == source || IsChosenFrom(input.Source, source)));

    private static IEnumerable<(string Id, Location Place, string Sentence)> Grades(
        LocatedRecipe recipe, GradeRule.Need need, IReadOnlyList<StageComponent> components, CancellationToken cancellationToken) =>
        from input in need.Stage.Ingredients.Where(input => input.Source.Output.IsPromptSet)
        let sources = components.Where(each => each.Stage == input.Source || IsChosenFrom(input.Source, each.Stage)).ToList()
        let property = need.Fact == Fact.Levels ? "Level" : "Tags"
        where sources.Count == 1 && TeamSources.NeverSets(sources[0].Component, property, cancellationToken)
        let noun = need.Fact == Fact.Levels ? "levels" : "tags"
        select (
            Ids.NoGrades,
            recipe.Locations[need.Mark],
            $"{need.What} needs problems with {noun}, but {sources[0].Component.Name}, which makes those of '{input.Name}', gives them none: "
            + $"set {property} of its problems{(need.Name.Length == 0 ? "" : $", or remove {need.Name}")}");
}
