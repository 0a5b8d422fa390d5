using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Code;
using Kimi.Torch.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>sandbox run</c>: one program in the sandbox that the configuration names.</summary>
internal sealed class SandboxRunCommand : Command
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TextConverter() },
    };

    private static readonly Dictionary<string, ProgramLanguage> s_languages = new(StringComparer.OrdinalIgnoreCase)
    {
        [".py"] = ProgramLanguage.Python,
        [".c"] = ProgramLanguage.C,
        [".cpp"] = ProgramLanguage.Cpp,
        [".cc"] = ProgramLanguage.Cpp,
        [".js"] = ProgramLanguage.JavaScript,
        [".postfix"] = ProgramLanguage.Postfix,
    };

    private static readonly SandboxLimits s_default = new();

    private readonly Argument<string> _program = new("program") { Description = "The file of the program." };
    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "A file that it reads from standard input; repeat it for several runs. Default: empty.",
        HelpName = "file",
    };

    private readonly Option<ProgramLanguage?> _language = new("--language")
    {
        Description = "Its language: python, c, cpp, javascript or postfix. Default: by the file's extension.",
        HelpName = "language",
    };

    private readonly Option<double> _seconds = NumberOption.Of("--cpu-seconds", "CPU time, in seconds.", 0.01, 86_400, s_default.CpuSeconds);
    private readonly Option<long> _memory = NumberOption.Of("--memory-mib", "Memory, in MiB.", 1L, 1L << 20, s_default.MemoryBytes >> 20);
    private readonly Option<int> _output = NumberOption.Of("--output-kib", "Each output, in KiB.", 1, 1 << 20, s_default.OutputBytes >> 10);
    private readonly Option<long> _disk = NumberOption.Of("--disk-mib", "Files, in MiB.", 1L, 1L << 20, s_default.DiskBytes >> 20);
    private readonly Option<int> _processes = NumberOption.Of("--processes", "Processes and threads.", 1, 100_000, s_default.Processes);

    public SandboxRunCommand(CommandContext context)
        : base("run", "Runs a program in the sandbox, and writes how it ended as a line of JSON for each input.")
    {
        Arguments.Add(_program);
        foreach (var option in (Option[])[_inputs, _language, _seconds, _memory, _output, _disk, _processes])
            Options.Add(option);
        var common = CommonOptions.AddSettingsTo(this);
        SetAction((arguments, cancellationToken) => RunAsync(context, context.Configure(common.Read(arguments)), arguments, cancellationToken));
    }

    private async Task RunAsync(CommandContext context, ConfiguredApp app, ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_program);
        var job = new SandboxJob
        {
            Language = arguments.GetValue(_language) ?? LanguageOf(path),
            Source = Encoding.UTF8.GetString(Read(path)),
            Inputs = arguments.GetValue(_inputs) is [_, ..] files ? [.. files.Select(file => (ReadOnlyMemory<byte>)Read(file))] : [default],
            Limits = new()
            {
                CpuSeconds = arguments.GetValue(_seconds),
                MemoryBytes = arguments.GetValue(_memory) << 20,
                OutputBytes = arguments.GetValue(_output) << 10,
                DiskBytes = arguments.GetValue(_disk) << 20,
                Processes = arguments.GetValue(_processes),
            },
        };
        await context.WithServicesAsync(app, async services =>
        {
            try
            {
                await foreach (var outcome in services.GetRequiredService<ProgramRuns>().OutcomesAsync(job, cancellationToken).ConfigureAwait(false))
                    Write(outcome);
            }
            catch (SandboxException exception)
            {
                Write(new RunOutcome.SandboxFault(exception.Message));
            }
        }).ConfigureAwait(false);

        void Write(RunOutcome outcome) => context.Console.Profile.Out.Writer.Write(JsonSerializer.Serialize(outcome, s_json) + "\n");
    }

    private static ProgramLanguage LanguageOf(string path) => s_languages.TryGetValue(Path.GetExtension(path), out var language)
        ? language
        : throw new KimiException($"{path} has no extension of {string.Join(" ", s_languages.Keys)}: give --language");

    private static byte[] Read(string path)
    {
        using var file = RegularFile.Open(path);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException exception)
        {
            throw RegularFile.Unreadable(path, exception);
        }
    }

    // For a person to read; services send bytes as base64.
    private sealed class TextConverter : JsonConverter<ReadOnlyMemory<byte>>
    {
        public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Encoding.UTF8.GetString(value.Span));
    }
}
