using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Drawings;

/// <summary>Sets of problems that show whether a policy looks, and whether it reads what it is shown.</summary>
internal static class Twins
{
    /// <summary>The chains in text of a set, each as text and in a picture.</summary>
    internal static PromptSet Of(PromptSet problems, IImageStore images)
    {
        var random = SeededRandom.Derive(0, "twins");
        return new([.. problems.OfType<PictureProblem>().Where(problem => !problem.Prompt.Images.Any())
            .SelectMany(problem => new[] { problem, PictureProblem.Rendered(Chain.Parse(problem.Chain), images, random) })
            .Select(problem => problem with { SameAs = problem.Chain })]);
    }

    /// <summary>The problems with images of a set, each with the image of the next one of its kind.</summary>
    internal static PromptSet Shuffled(PromptSet problems) => new([.. problems.OfType<PictureProblem>()
        .Where(problem => problem.Prompt.Images.Any())
        .GroupBy(problem => problem.Tags[0])
        .SelectMany(kind => kind.Zip(kind.Skip(1).Append(kind.First()), (problem, next) => problem with
        {
            Prompt = new Prompt.Continuation([.. next.Prompt.Images, new PromptPart.Text(problem.Prompt.Text)]),
        }))]);
}
