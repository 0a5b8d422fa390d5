using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Torch.Diagnosis;
using Kimi.Torch.Native;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>doctor</c>: which libtorch and devices there are, whether they calculate correctly, and what to do about each problem.</summary>
internal sealed class DoctorCommand : Command
{
    private const int ProblemsFound = 1;

    // A shell's exit code is this plus the number of the signal.
    private const int SignalBase = 128;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public DoctorCommand(CommandContext context)
        : base("doctor", "Examines libtorch, the devices and their calculations, and says what to do about each problem.")
    {
        var output = new Option<string?>("--output") { Description = "Also writes the findings as JSON.", HelpName = "file" };
        var here = new Option<bool>("--here") { Description = "Examines this process and prints JSON.", Hidden = true };
        Options.Add(output);
        Options.Add(here);
        SetAction(async (arguments, cancellationToken) =>
        {
            if (arguments.GetValue(here))
            {
                context.Console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(Doctor.Examine(), s_json));
                return 0;
            }

            var report = await ExamineAsync(cancellationToken).ConfigureAwait(false);
            Write(context.Console, report);
            if (arguments.GetValue(output) is { } file)
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, s_json) + "\n", cancellationToken).ConfigureAwait(false);
            return report.Problems.Any(problem => problem.IsSerious) ? ProblemsFound : 0;
        });
    }

    // In a process of its own: a libtorch that does not fit may end it.
    private static async Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(ApplicationProcess.Start(["doctor", "--here"]))!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode == 0)
            return JsonSerializer.Deserialize<DoctorReport>(output, s_json)!;

        var said = (await errors.ConfigureAwait(false)).Split('\n').FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "it said nothing";
        var how = process.ExitCode > SignalBase ? $"signal {process.ExitCode - SignalBase}" : $"exit code {process.ExitCode}";
        return DoctorReport.Ended(
            $"libtorch ended the process that tried it, by {how} ({said})", $"use libtorch {LibTorch.ExpectedVersion} built for this system");
    }

    private static void Write(IAnsiConsole console, DoctorReport report)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("what", "value");
        table.Columns[0].NoWrap();
        Row("libtorch", report.Folder is { } folder
            ? $"{report.Version ?? "version unknown"}, {(report.IsGiven ? $"{LibTorch.FolderVariable}'s" : "the application's own")}: {folder}"
            : "none");
        if (report.Functions is { } functions)
            Row("functions", string.Create(
                CultureInfo.InvariantCulture, $"{functions.Asked - functions.Missing.Count:N0} of the {functions.Asked:N0} that TorchSharp asks for"));
        foreach (var library in report.Libraries)
            Row("loaded", library);
        Row("cpu", $"{report.Processor}, {report.Threads} threads for an operation");
        foreach (var gpu in report.Gpus)
            Row($"cuda:{gpu.Index}", $"{gpu.Name}, {GiB(gpu.FreeBytes)} of {GiB(gpu.TotalBytes)} GiB free, compute capability {gpu.ComputeCapability}");
        if (report.NoGpu is { } reason)
            Row("cuda", reason);
        foreach (var calculation in report.Calculations)
            Row("compared",
                $"{calculation.Name} on {calculation.Device} {(calculation.Agrees ? "agrees" : "DISAGREES")} with the CPU's ({calculation.Detail})");
        foreach (var problem in report.Problems)
            Row(problem.IsSerious ? "problem" : "note", problem.Remedy is { } remedy ? $"{problem.What}: {remedy}" : problem.What);
        if (report.Problems.Count == 0)
            Row("problems", "none");
        console.Write(table);

        void Row(string what, string value) => table.AddRow(TerminalText.Cell(what), TerminalText.Cell(value));
    }

    private static string GiB(long bytes) => (bytes / (double)(1L << 30)).ToString("0.0", CultureInfo.InvariantCulture);
}
