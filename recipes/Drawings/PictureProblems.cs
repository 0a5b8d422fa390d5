using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Drawings;

/// <summary>
/// Problems in text and of the paper's three kinds with images (2.3.5): charts and tables; arrangements, interactions and patterns of shapes; and the
/// text's problems in pictures.
/// </summary>
public sealed class PictureProblemsAttribute : ProblemsAttribute<PictureProblems>
{
    /// <summary>The share of problems in text; the other kinds have equal ones. Default: 0.25.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.25)]
    public double TextShare { get; set; } = 0.25;
}

/// <summary>Makes the problems.</summary>
/// <param name="options">The kinds' shares.</param>
/// <param name="images">Takes the pictures.</param>
[ImplementationVersion(4)]
public sealed class PictureProblems(PictureProblemsAttribute options, IImageStore images) : IProblemSource<PictureProblem>
{
    private const int FewestOperations = 2;
    private const int MostOperations = 3;

    /// <inheritdoc/>
    public IEnumerable<PictureProblem> Problems(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
            yield return random.NextDouble() < options.TextShare ? PictureProblem.Of(Chain(random)) : WithImage(random);
    }

    /// <summary>A chain as problems have it.</summary>
    internal static Chain Chain(Random random) => Chains.Chain.Random(random, random.Next(FewestOperations, MostOperations + 1));

    private PictureProblem WithImage(Random random)
    {
        if (random.Next(3) == 0)
            return PictureProblem.Rendered(Chain(random), images, random);
        var scene = Scene.Random(random);
        return PictureProblem.About(scene, Question.Random(scene, random), images, random);
    }
}
