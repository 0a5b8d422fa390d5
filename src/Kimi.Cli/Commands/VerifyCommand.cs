using System.CommandLine;
using System.Globalization;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Runtime.Execution;
using Kimi.Torch.Files;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>verify</c>: reads every stored file and compares it with what was recorded when it was written.</summary>
internal sealed class VerifyCommand : Command
{
    private const int DamageFound = 1;

    public VerifyCommand(CommandContext context)
        : base("verify", "Reads every stored file, and says which are not as they were written.")
    {
        var common = CommonOptions.AddTo(this);
        SetAction(arguments => Verify(context.Console, context.Configure(common.Read(arguments)).Options.RunsFolder));
    }

    private static int Verify(IAnsiConsole console, string runsFolder)
    {
        var findings = new ArtifactStore(runsFolder).All.SelectMany(Findings).ToList();
        if (findings.Count == 0)
        {
            console.WriteLine(TerminalText.Line($"There is nothing stored in {Path.GetFullPath(runsFolder)}."));
            return 0;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("stage", "what", "files", "MiB", "state");
        foreach (var finding in findings)
            table.AddRow(Row(finding).Select(TerminalText.Line).Select(TerminalText.Cell).ToArray());
        console.Write(table);
        var damaged = findings.Count(finding => finding.Damage is not null);
        console.WriteLine(damaged == 0
            ? "All of it is as it was written."
            : $"Damaged: {damaged} of {findings.Count}. The next run sets damaged parts aside and computes them again.");
        return damaged == 0 ? 0 : DamageFound;
    }

    private static IEnumerable<Finding> Findings(ArtifactStore.StoredStage place)
    {
        yield return Checked(place.Name, "output", () =>
        {
            var manifest = place.Manifest;
            if (manifest is not null)
                place.Check(manifest, readAgain: true);
            return manifest?.Files;
        });
        foreach (var (step, folder) in Checkpoints.In(place.CheckpointsFolder))
            yield return Checked(place.Name, $"checkpoint {step}", () => Checkpoints.Verify(place, folder).Files);
    }

    private static Finding Checked(string place, string what, Func<IReadOnlyDictionary<string, FileChecksum>?> check)
    {
        try
        {
            return new(place, what, check(), Damage: null);
        }
        catch (DamageException damage)
        {
            return new(place, what, Files: null, damage.Message);
        }
    }

    private static string[] Row(Finding finding)
    {
        var size = finding.Files?.Values.Sum(file => file.Size) / (1024.0 * 1024);
        return
        [
            finding.Place,
            finding.What,
            finding.Files?.Count.ToString(CultureInfo.InvariantCulture) ?? "",
            size?.ToString("N1", CultureInfo.InvariantCulture) ?? "",
            finding.Damage is { } damage ? $"damaged: {damage}" : finding.Files is null ? "not finished" : "intact",
        ];
    }

    // No files and no damage: a stage that is not finished.
    private sealed record Finding(string Place, string What, IReadOnlyDictionary<string, FileChecksum>? Files, string? Damage);
}
