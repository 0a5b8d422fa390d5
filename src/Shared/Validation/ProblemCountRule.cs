using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether there are as many problems or demonstrations as a stage takes at a time: KIMI3006.</summary>
internal static class ProblemCountRule
{
    private const double MostEpochs = 200;

    // Of what a source makes, which is small where it is a rehearsal.
    private const double MostEpochsOfMade = 1_000;

    /// <summary>Finds what is wrong. A set that nobody counted is not checked.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        var found = new List<Finding?>();
        foreach (var stage in recipe.Stages)
        {
            foreach (var option in stage.Part.Declaration.OptionsWith("WithinProblems"))
            {
                found.Add(Check(stage, option, "WithinProblems", type => type.IsPromptSet, facts.ProblemCount, "problems"));
                found.Add(Others(stage, option, facts));
                found.Add(Sampler(stage, option, facts));
            }

            foreach (var option in stage.Part.Declaration.OptionsWith("WithinDemonstrations"))
            {
                found.Add(Check(stage, option, "WithinDemonstrations", type => type.IsDemonstrations, facts.DemonstrationCount, "demonstrations"));
                found.Add(Epochs(stage, option, facts));
            }
        }

        return found.OfType<Finding>();
    }

    private static Finding? Others(CheckedStage stage, OptionDeclaration option, RecipeFacts facts)
    {
        if (option.Find("WithinProblems")?.Text("Others") is not { Length: > 0 } name
            || stage.Part[name] is not { IsGiven: true, Number: > 0 } others
            || stage.Part[option.Name] is not { Number: { } taken } value
            || stage.PromptSets.ToList() is not { Count: 1 } prompts
            || facts.ProblemCount[prompts[0].Source] is not { HasValue: true, Value: { } known } || taken < known.Number)
            return null;
        return new(
            Ids.GivenAndInert,
            others.Mark,
            $"{name} of [{stage.Part.Label}] is {others.Text}, which has no effect, since {option.Name} is {value.Text} and '{prompts[0].Name}' has no other "
            + $"problems, by {known.Option} of '{known.Stage.Name}': leave it out, or change {option.Name}")
        {
            Causes = [others.Mark, value.Mark, known.Value.Mark],
        };
    }

    // Where all are drawn, nothing is chosen.
    private static Finding? Sampler(CheckedStage stage, OptionDeclaration option, RecipeFacts facts) =>
        option.Find("WithinProblems")?.Text("Others") is { Length: > 0 }
        && stage.Components.FirstOrDefault(part => part.Component?.Name == "Sampler" && part.IsOfLanguage
            && !part.Types.Contains("Kimi.Dsl.UniformSamplerAttribute")) is { } sampler
        && stage.Part[option.Name] is { Number: { } taken } value
        && stage.PromptSets.ToList() is { Count: 1 } prompts
        && facts.ProblemCount[prompts[0].Source] is { HasValue: true, Value: { } known } && taken == known.Number
            ? new(
                Ids.ZeroWeight,
                sampler.Mark,
                $"[{sampler.Label}] on stage '{stage.Name}' has nothing to choose, since {option.Name} is {value.Text} and '{prompts[0].Name}' has no more "
                + $"problems, by {known.Option} of '{known.Stage.Name}': lower {option.Name}, or remove [{sampler.Label}]")
            {
                Causes = [sampler.Mark, value.Mark, known.Value.Mark],
            }
            : null;

    // A few examples that are learned by heart. Whoever takes all of them in every step wants to see that it can be done.
    private static Finding? Epochs(CheckedStage stage, OptionDeclaration option, RecipeFacts facts)
    {
        var counted = stage.Ingredients.Where(input => input.Source.Output.IsDemonstrations).ToList();
        if (option.Find("WithinDemonstrations")?.Text("Steps") is not { Length: > 0 } name
            || stage.Part[name] is not { Number: { } times } steps || stage.Part[option.Name] is not { Number: { } each } size
            || counted.Count != 1 || facts.DemonstrationCount[counted[0].Source] is not { HasValue: true, Value: { } known } || each >= known.Number
            || times * each / known.Number is var epochs
            && epochs <= (known.Stage.Output.IsDemonstrations ? MostEpochs : MostEpochsOfMade))
            return null;
        return new(
            Ids.TooFewProblems,
            Operands.Place(stage.Part, [steps, size]),
            $"{name} × {option.Name} of stage '{stage.Name}' is {(times * each).ToString(CultureInfo.InvariantCulture)}, and '{counted[0].Name}' has at most "
            + $"{known.Number.ToString(CultureInfo.InvariantCulture)} demonstrations, by {known.Option} of '{known.Stage.Name}', so each is learned "
            + $"{Math.Round(epochs).ToString(CultureInfo.InvariantCulture)} times, by heart: lower {name}, or raise {known.Option}")
        {
            Causes = [steps.Mark, size.Mark, known.Value.Mark],
        };
    }

    private static Finding? Check(
        CheckedStage stage, OptionDeclaration option, string declared, Func<ArtifactType, bool> isCounted, Amount counts, string noun)
    {
        if (option.Find(declared) is not { } relation || stage.Part[option.Name] is not { Number: not null } value)
            return null;
        var counted = stage.Ingredients.Where(input => isCounted(input.Source.Output)).ToList();
        if (counted.Count != 1 || counts[counted[0].Source] is not { HasValue: true, Value: { } known }
            || value.Number <= known.Number || !(value.IsGiven || known.Value.IsGiven))
            return null;
        return new(
            Ids.TooFewProblems,
            value.IsGiven ? value.Mark : stage.Part.Mark,
            $"{option.Name} of stage '{stage.Name}' is {value.Text}, and '{counted[0].Name}' has at most "
            + $"{known.Number.ToString(CultureInfo.InvariantCulture)} {noun}, by {known.Option} of '{known.Stage.Name}', "
            + $"so {relation.Text("Because", "all of them are used anyway")}: lower {option.Name}, or raise {known.Option}")
        {
            Causes = [value.Mark, known.Value.Mark],
        };
    }
}
