using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;
using Kimi.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Tests.Hosting;

/// <summary>The smallest possible artifact.</summary>
internal sealed record Note(string Text) : Artifact;

internal sealed class NoteFormat : IArtifactFormat<Note>
{
    public void Write(Note artifact, string folder) => File.WriteAllText(Path.Combine(folder, "note.txt"), artifact.Text);

    public Note Read(string folder) => new(File.ReadAllText(Path.Combine(folder, "note.txt")));
}

internal enum Mood
{
    Calm,
    Loud,
}

/// <summary>A team's component with the name of one of the language's own.</summary>
internal static class Team
{
    internal sealed class LengthPenaltyAttribute : PenaltyAttribute<ILengthPenalty>
    {
        public double Weight { get; set; }
    }
}

internal sealed class WriteNoteAttribute : StageAttribute<Note>
{
    [MinLength(1)]
    public string Text { get; set; } = "la";

    [AllowedValues("en", "fr")]
    public string Language { get; set; } = "en";

    public char Ending { get; set; } = '.';
}

internal sealed class RepeatNoteAttribute : StageAttribute<Note, Note>
{
    [Range(1, 1_000)]
    public int Steps { get; set; } = 3;

    [Range(1e-9, 1.0)]
    public double LearningRate { get; set; } = 1e-3;

    public Mood Mood { get; set; }

    public bool Shuffle { get; set; }

    public double[] Weights { get; set; } = [];
}

/// <summary>What the test wants to happen at a step.</summary>
internal sealed class Conduct
{
    public Action<int> OnStep { get; set; } = _ => { };
}

[ImplementationVersion(1)]
internal sealed class WriteNote : IStage<WriteNoteAttribute, Note>
{
    public Task<Note> RunAsync(WriteNoteAttribute options, StageContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new Note(options.Text));
}

[ImplementationVersion(1)]
internal sealed class RepeatNote(Conduct conduct) : IStage<RepeatNoteAttribute, Note, Note>
{
    public Task<Note> RunAsync(RepeatNoteAttribute options, Note input, StageContext context, CancellationToken cancellationToken)
    {
        for (var step = context.Checkpoints.Resume(); step < options.Steps; step++)
        {
            conduct.OnStep(step);
            if (cancellationToken.IsCancellationRequested)
                context.Checkpoints.Save(step, keep: 2);
            cancellationToken.ThrowIfCancellationRequested();
            context.Record(step, options.Steps, new Dictionary<string, double> { ["loudness"] = step, ["accuracy"] = 0.5 }, new Dictionary<string, double>());
        }

        context.Summarize("accuracy", 0.5);
        context.Summarize("accuracyLow", 0.25);
        context.Summarize("accuracyHigh", 0.75);
        context.Summarize("greedyAccuracy", 0.625);
        context.Summarize("meanTokens", 12.5);
        return Task.FromResult(new Note(string.Concat(Enumerable.Repeat(input.Text, options.Steps))));
    }
}

/// <summary>Recipes over notes, built by hand as the generator would.</summary>
internal static class NoteRecipe
{
    /// <summary>Two stages: Draft, and Song with a length penalty.</summary>
    internal static RecipeGraph Graph { get; } = Build("song", new() { LearningRate = 0.01 }, new LengthPenaltyAttribute { Weight = 0.3 });

    /// <summary>A second recipe, whose Song has two penalties with the same name.</summary>
    internal static RecipeGraph Duet { get; } = Build("duet", new(), new LengthPenaltyAttribute(), new Team.LengthPenaltyAttribute());

    internal static IReadOnlyList<RecipeEntry> Entries { get; } = [new("song", () => Graph), new("duet", () => Duet)];

    internal static void AddServices(IServiceCollection services) => services
        .AddSingleton<Conduct>()
        .AddStage<WriteNote>()
        .AddStage<RepeatNote>()
        .AddArtifactFormat<Note, NoteFormat>();

    private static RecipeGraph Build(string name, RepeatNoteAttribute repeat, params PenaltyAttribute[] penalties)
    {
        var draft = new Stage<WriteNoteAttribute, Note>("Draft", new());
        var song = new Stage<RepeatNoteAttribute, Note, Note>("Song", repeat, draft) { Penalties = penalties };
        return new(name, typeof(NoteRecipe), 7, draft, song);
    }
}
