using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Drawings;

/// <summary>A chain of modular arithmetic whose operands are given in text, or read off a picture, or that is itself in a picture.</summary>
[Modality(Modality.Image)]
public sealed record PictureProblem : Problem
{
    /// <summary>What is asked of a picture of a chain.</summary>
    internal const string Transcribe = "T";

    /// <summary>The chain, with all numbers.</summary>
    public required string Chain { get; init; }

    /// <summary>What stands in a trace before each operand that is to be read off the picture; empty if they stand in the chain.</summary>
    public ValueList<string> Readings { get; init; } = [];

    /// <summary>The last two results, as digits.</summary>
    public required string Answer { get; init; }

    /// <summary>Whether the chain is in a picture.</summary>
    internal bool IsWritten => Prompt.Text == Transcribe;

    /// <summary>A chain in text.</summary>
    internal static PictureProblem Of(Chain chain) => new()
    {
        Id = chain.ToString(),
        Prompt = chain.ToString(),
        Level = chain.Operations.Count,
        Tags = ["text"],
        Chain = chain.ToString(),
        Answer = chain.Answer,
    };

    /// <summary>The same chain in a picture.</summary>
    internal static PictureProblem Rendered(Chain chain, IImageStore images, Random random)
    {
        var text = Of(chain);
        var writing = new Writing(text.Chain);
        var picture = Picture(writing, images, random);
        return text with
        {
            Id = IdOf(picture, text.Chain),
            Prompt = new Prompt.Continuation([picture, new PromptPart.Text(Transcribe)]),
            Tags = [writing.Kind],
        };
    }

    /// <summary>A question about a scene.</summary>
    internal static PictureProblem About(Scene scene, Question question, IImageStore images, Random random)
    {
        var picture = Picture(scene, images, random);
        return new()
        {
            Id = IdOf(picture, question.Text),
            Prompt = new Prompt.Continuation([picture, new PromptPart.Text(question.Text)]),
            Level = question.Chain.Operations.Count,
            Tags = [scene.Kind],
            Chain = question.Chain.ToString(),
            Readings = [.. question.Readings],
            Answer = question.Chain.Answer,
        };
    }

    /// <summary>Draws a scene, turned by some degrees.</summary>
    internal static PromptPart.Image Picture(Scene scene, IImageStore images, Random random, double rotation = 0)
    {
        var canvas = new Canvas();
        scene.Draw(canvas, random);
        return images.Put(canvas.ToPng(random, rotation));
    }

    // Two pictures may show the same.
    private static string IdOf(PromptPart.Image picture, string question) => $"{question} {picture.Hash[..12]}";
}

/// <summary>A chain whose operands are facts of a scene.</summary>
/// <param name="Facts">The facts, by operation.</param>
/// <param name="Chain">The chain with their values.</param>
internal sealed record Question(IReadOnlyList<Fact> Facts, Chain Chain)
{
    private const int Operations = 2;

    /// <summary>The question, such as <c>7+A-C=</c>.</summary>
    internal string Text => $"{Chain.Start}{string.Concat(Facts.Zip(Chain.Operations, (fact, operation) => $"{operation.Operator}{fact.Name}"))}=";

    /// <summary>What stands in a trace before each operand.</summary>
    internal IReadOnlyList<string> Readings => [.. Facts.Select(fact => fact.Reading)];

    internal static Question Random(Scene scene, Random random)
    {
        var facts = scene.Facts.ToArray();
        random.Shuffle(facts);
        facts = facts[..Operations];
        var chain = Chains.Chain.Random(random, Operations);
        return new(
            facts,
            chain with { Operations = [.. chain.Operations.Zip(facts, (operation, fact) => (operation.Operator, fact.Value))] });
    }
}
