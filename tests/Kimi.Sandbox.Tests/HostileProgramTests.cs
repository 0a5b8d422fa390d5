using System.Diagnostics;
using Kimi.Dsl;

namespace Kimi.Sandbox.Tests;

/// <summary>
/// Programs that want more than they may, or what is not theirs: the files of the folder Hostile, whose first line says the outcomes that they may have.
/// Whatever they do, nothing outside is touched, nothing is left, and the next program runs.
/// </summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class HostileProgramTests(Box box)
{
    private static readonly Dictionary<string, ProgramLanguage> s_languages = new()
    {
        [".py"] = ProgramLanguage.Python,
        [".c"] = ProgramLanguage.C,
        [".cpp"] = ProgramLanguage.Cpp,
        [".js"] = ProgramLanguage.JavaScript,
    };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Hostile");

    /// <summary>Their files.</summary>
    public static TheoryData<string> Programs => [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order()];

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task It_has_its_outcome_and_touches_nothing_outside(string file)
    {
        var language = s_languages[Path.GetExtension(file)];
        Box.Require(language);
        var source = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var limits = language == ProgramLanguage.JavaScript ? Box.Small with { MemoryBytes = 256L << 20, CpuSeconds = 2, Processes = 32 } : Box.Small;
        // What fills memory takes its time on a busy machine, and is to reach that limit.
        if (file.StartsWith("fills-", StringComparison.Ordinal))
            limits = limits with { CpuSeconds = 10 };
        // What waits is ended by wall time, which is tried once more.
        if (file.StartsWith("sleeps-", StringComparison.Ordinal) || file.StartsWith("stops-", StringComparison.Ordinal))
            limits = limits with { CpuSeconds = 0.2 };
        using var outside = new Outside();

        var outcome = Assert.Single(await Box.RunAsync(box.Sandbox, source, language, limits));

        var words = Box.Words(outcome);
        var expected = source.Split('\n')[0].Split("Expected: ")[1].Split(" | ");
        bool Is(string one) => words == one || (!one.Contains(':') && words.StartsWith(one + ":", StringComparison.Ordinal));
        Assert.True(expected.Any(Is), $"{words}: {Errors(outcome)}");
        outside.IsUntouched();
        await Box.NothingIsLeftAsync();
        Assert.Equal("exited 0: 42", Box.Words(Assert.Single(await Box.RunAsync(box.Sandbox, "print(6 * 7)"))));
    }

    [Fact]
    public void There_are_more_than_sixty_of_them() => Assert.True(Directory.EnumerateFiles(Folder).Count() >= 60);

    private static string Errors(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Exited exited => Box.Text(exited.Error),
        RunOutcome.Signalled signalled => Box.Text(signalled.Error),
        RunOutcome.CompileError error => error.Message,
        _ => "",
    };

    // A file that everyone may write to, and a process.
    private sealed class Outside : IDisposable
    {
        private readonly string _file = Path.Combine(Path.GetTempPath(), $"kimi-outside-{Guid.NewGuid():N}");
        private readonly Process _process = Process.Start("sleep", "600");

        public Outside()
        {
            File.WriteAllText(_file, "untouched");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_file, (UnixFileMode)0x1B6);
        }

        public void IsUntouched()
        {
            Assert.Equal("untouched", File.ReadAllText(_file));
            Assert.False(_process.HasExited);
        }

        public void Dispose()
        {
            _process.Kill();
            _process.Dispose();
            File.Delete(_file);
        }
    }
}
