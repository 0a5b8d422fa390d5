// Form: pictures of a folder become problems by their file names, through the store of images, with a conversation as prompt
using Kimi.Dsl;

namespace Acme.Pictures;

[Recipe("pictures-of-a-folder")]
public abstract partial class PicturesOfAFolder
{
    [LoadPolicy("models/vl-1b")]
    public abstract Policy Base();

    [AddVisionTower(ImageSize = 64, PatchSize = 16)]
    public abstract Policy Blank(Policy @base);

    [Signs(Count = 900)]
    public abstract PromptSet Signs();

    [Signs(Count = 90, Split = Split.HeldOut)]
    public abstract PromptSet OtherSigns();

    [Demonstrations<NameAlone>]
    public abstract Demonstrations Named([From(nameof(Signs))] PromptSet problems);

    [FineTune(Steps = 600, BatchSize = 32, Trains = TrainedParts.Vision, LearningRate = 1e-3)]
    public abstract Policy Seeing([From(nameof(Blank))] Policy start, [From(nameof(Named))] Demonstrations examples);

    [FineTune(Steps = 600, BatchSize = 32, LearningRate = 1e-5)]
    public abstract Policy Naming([From(nameof(Seeing))] Policy start, [From(nameof(Named))] Demonstrations examples);

    [Evaluate(MaxResponseTokens = 24)]
    [Reward<SameName>]
    public abstract Evaluation Report([From(nameof(Seeing))] Policy first, [From(nameof(Naming))] Policy second, [From(nameof(OtherSigns))] PromptSet problems);
}

/// <summary>Signs of the folder.</summary>
[Provides(Fact.Images)]
[Provides(Fact.Conversations)]
public sealed class SignsAttribute : ProblemsAttribute<SignSource>
{
    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => SignSource.Files();
}

/// <summary>Files whose names say what they show: <c>stop_017.png</c>.</summary>
/// <param name="images">Keeps the files.</param>
public sealed class SignSource(IImageStore images) : IProblemSource<MathProblem>
{
    private const string Folder = "signs";

    /// <summary>The files, in an order of their own.</summary>
    internal static IEnumerable<string> Files() =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.png").Order(StringComparer.Ordinal) : [];

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        var files = Files().ToArray();
        random.Shuffle(files);
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name.Split('_') is not [var kind, _])
                continue;
            var image = images.Put(File.ReadAllBytes(file));
            yield return new()
            {
                Id = name,
                Prompt = new Prompt.Conversation([new(MessageRole.User, [image, new PromptPart.Text("Which sign is it?")])]),
                Answer = kind,
                Tags = [kind],
            };
        }
    }
}

/// <summary>The name.</summary>
public sealed class NameAlone : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => problem.Answer;
}

/// <summary>The same name.</summary>
public sealed class SameName : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(string.Equals(rollout.Text.Trim().TrimEnd('.'), problem.Answer, StringComparison.OrdinalIgnoreCase)));
}
