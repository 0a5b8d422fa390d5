using System.Text.Json;
using Kimi.Tests;

namespace Kimi.Packages.Tests;

/// <summary>The sample of a training stage of a team's own, copied out of the repository.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class DistillationTests(PackedFeed feed)
{
    private const string WholeRuns = "whole";
    private const string KilledRuns = "killed";

    // Neither alphabet is known to the compiler, since a transform can do anything.
    private const string Apart = """
        using Kimi.Dsl;

        namespace Distillation;

        [Recipe("apart")]
        public abstract partial class Apart
        {
            [Problems<SortProblems>(Count = 8)] public abstract PromptSet Problems();
            [InitializeTransformer(Layers = 1, HiddenSize = 8, ContextLength = 24, Alphabet = "0123456789=#")] public abstract Policy Small();
            [InitializeTransformer(Layers = 1, HiddenSize = 8, ContextLength = 24, Alphabet = "#=0123456789")] public abstract Policy Other();
            [Transform] public static Policy Student(Policy small) => small;
            [Transform] public static Policy Teacher(Policy other) => other;
            [Distill(Iterations = 5, MaxResponseTokens = 12)] public abstract Policy Distilled(Policy student, Policy teacher, PromptSet problems);
        }
        """;

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_student_comes_close_to_its_teacher_and_a_killed_run_ends_with_the_same_bytes()
    {
        var folder = await feed.CopySampleAsync("Distillation");
        await File.WriteAllTextAsync(Path.Combine(folder, "Apart.cs"), Apart);
        await DotnetProcess.SucceedAsync(folder, "build", "-nologo", "-warnaserror");
        await AssertOneTokenizerIsRequiredAsync(folder);
        await AssertThePlanCountsBothPassesAsync(folder);

        await DotnetProcess.SucceedAsync(folder, Sorting("run", WholeRuns));

        var latest = Path.Combine(folder, WholeRuns, "sorting", "latest");
        await AssertDistillationHelpedAsync(latest);
        await AssertTheStudentWasMeasuredAgainstItsTeacherAsync(latest);
        Assert.DoesNotContain("answer", await File.ReadAllTextAsync(Path.Combine(latest, "Questions", "output", "problems.jsonl")), StringComparison.Ordinal);

        var killed = new StoredRun(Path.Combine(folder, KilledRuns));
        var whole = new StoredRun(Path.Combine(folder, WholeRuns));
        await DotnetProcess.KillAsync(folder, Sorting("run", KilledRuns), killed.HasCheckpoint("Distilled", step: 10));
        killed.AssertEveryPublishedStageIsThatOf(whole);
        await DotnetProcess.KillAsync(folder, Sorting("run", KilledRuns), killed.HasCheckpoint("Distilled", step: 90));
        await DotnetProcess.SucceedAsync(folder, Sorting("run", KilledRuns));
        killed.AssertIs(whole);
    }

    private static string[] Command(params string[] arguments) => [Path.Combine("bin", "Debug", "net10.0", "Distillation.dll"), .. arguments, "--threads", "1"];

    // A shorter lesson than the recipe's.
    private static string[] Sorting(string command, string runs) => Command(
        command, "sorting", "--runs", runs, "--set", "Teacher:Steps=600", "--set", "Distilled:Iterations=150", "--set", "Distilled:LearningRate=3e-3");

    private static async Task AssertOneTokenizerIsRequiredAsync(string folder)
    {
        var checkedAtStart = await DotnetProcess.FailAsync(folder, Command("run", "sorting", "--set", "Small:Alphabet=#=0123456789"));
        Assert.Contains(
            "KIMI6003: stage 'Distilled' takes 'student' and 'teacher' as two of one tokenizer, "
            + "but that of 'student' comes from 'Small' and that of 'teacher' from",
            checkedAtStart, StringComparison.Ordinal);

        var checkedByTheStage = await DotnetProcess.FailAsync(folder, Command("run", "apart"));
        Assert.Contains(
            "stage Distilled compares what Student and Teacher think of each token, and their tokenizers differ: take policies of one tokenizer",
            checkedByTheStage, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", checkedByTheStage, StringComparison.Ordinal);
    }

    // 150 × 64 responses of up to 12 tokens, which are generated and trained on.
    private static async Task AssertThePlanCountsBothPassesAsync(string folder)
    {
        var plan = await DotnetProcess.SucceedAsync(folder, Sorting("plan", WholeRuns));
        Assert.Matches(@"Distilled .* 115\.2 k +115\.2 k ", plan);
    }

    private static async Task AssertDistillationHelpedAsync(string run)
    {
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run, "summary.json")));
        var metrics = summary.RootElement.GetProperty("stages").GetProperty("Report").GetProperty("metrics");
        var (before, after, teacher) = (Accuracy("Student"), Accuracy("Distilled"), Accuracy("Teacher"));
        Assert.True(before < teacher - 0.2 && after > before + 0.2, $"from {before} to {after}, with a teacher of {teacher}");

        double Accuracy(string policy) => metrics.GetProperty($"{policy}.accuracy").GetDouble();
    }

    private static async Task AssertTheStudentWasMeasuredAgainstItsTeacherAsync(string run)
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(run, "Distilled", "metrics.jsonl")))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToList();
        Assert.Equal(150, lines.Count);
        Assert.All(lines, line => Assert.True(Metric(line, "generatedTokens") > 64 && Metric(line, "gradientNorm") > 0));
        Assert.True(lines[^10..].Average(line => Metric(line, "kl")) < lines[..10].Average(line => Metric(line, "kl")) / 4);

        static double Metric(JsonElement line, string name) => line.GetProperty(name).GetDouble();
    }
}
