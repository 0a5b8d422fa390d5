using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace Kimi.Cluster.Workers;

/// <summary>
/// What admits a process to a cluster that others can reach: a secret, and beyond one machine a certificate, which both sides show over TLS.
/// </summary>
/// <param name="Name">The cluster's name, which only those know who know the secret; others are turned away.</param>
/// <param name="Certificate">This process's certificate with its key; null on one machine without certificates.</param>
/// <param name="Authority">The certificate of the authority that signed those of both sides; null without certificates.</param>
internal sealed record ClusterAccess(string Name, X509Certificate2? Certificate, X509Certificate2? Authority)
{
    /// <summary>The environment variable of the secret, which is no option since options are written into records of runs.</summary>
    public const string SecretVariable = "KIMI_CLUSTER_SECRET";

    /// <summary>The environment variable of the key's password.</summary>
    public const string PasswordVariable = "KIMI_CLUSTER_PASSWORD";

    private const int LeastSecret = 16;

    /// <summary>For a cluster of this process and those that it starts.</summary>
    public static ClusterAccess Own() => new($"kimi-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}", Certificate: null, Authority: null);

    /// <summary>For a cluster that other processes join.</summary>
    /// <param name="options">The certificates.</param>
    /// <param name="place">Where the launcher is, in messages.</param>
    /// <param name="isThisMachine">Whether that can be reached from this machine alone.</param>
    /// <exception cref="KimiException">There is no secret, no certificate beyond this machine, or a file that is none.</exception>
    public static ClusterAccess Of(KimiOptions options, string place, bool isThisMachine)
    {
        var secret = Environment.GetEnvironmentVariable(SecretVariable)?.Trim() ?? "";
        if (secret.Length < LeastSecret)
        {
            throw new KimiException(
                $"the environment variable {SecretVariable} has {secret.Length} characters: give it the same {LeastSecret} or more for the run at {place} and "
                + "for those that join it");
        }

        var name = $"kimi-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..32]}";
        return (Files(options).Any(file => file.Length > 0) || !isThisMachine) && !Files(options).All(file => file.Length > 0)
            ? throw new KimiException(
                $"{place} is reached from other machines, whose processes must show certificates: give Kimi:{nameof(options.ClusterCertificate)}, "
                + $"Kimi:{nameof(options.ClusterKey)} and Kimi:{nameof(options.ClusterAuthority)}, or an address of this machine alone, such as 127.0.0.1")
            : With(name, options);
    }

    /// <summary>For a cluster whose launcher started this process.</summary>
    /// <param name="options">The launcher's certificates, if it has any.</param>
    /// <param name="invitation">What it said.</param>
    public static ClusterAccess Invited(KimiOptions options, Invitation invitation) => With(invitation.Cluster, options);

    /// <summary>Has a launcher ask for certificates.</summary>
    /// <param name="silo">The launcher.</param>
    public void Secure(ISiloBuilder silo)
    {
        if (Certificate is not null)
            silo.UseTls(Certificate, Configure);
    }

    /// <summary>Has a worker ask for certificates.</summary>
    /// <param name="client">The worker.</param>
    public void Secure(IClientBuilder client)
    {
        if (Certificate is not null)
            client.UseTls(Certificate, Configure);
    }

    /// <summary>The launcher's address.</summary>
    /// <param name="text">It and the port, such as <c>10.0.0.1:8760</c>.</param>
    /// <param name="option">The option that gives it.</param>
    /// <exception cref="KimiException">It is none.</exception>
    public static IPEndPoint Parse(string text, string option)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(text[(colon + 1)..], out var port))
        {
            if (IPAddress.TryParse(text[..colon].Trim('[', ']'), out var address))
                return new(address, port);
            try
            {
                return new(Dns.GetHostAddresses(text[..colon])[0], port);
            }
            catch (System.Net.Sockets.SocketException exception)
            {
                throw new KimiException($"{option} is '{text}', and there is no such host ({exception.Message})");
            }
        }

        throw new KimiException($"{option} is '{text}': give an address and a port, such as 10.0.0.1:8760");
    }

    // The authority signs nothing but the cluster's certificates, so that names of hosts in them say nothing more.
    private void Configure(TlsOptions tls)
    {
        tls.RemoteCertificateMode = tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => IsOfAuthority(certificate);
        tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = Name;
    }

    private bool IsOfAuthority(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static string[] Files(KimiOptions options) => [options.ClusterCertificate, options.ClusterKey, options.ClusterAuthority];

    private static ClusterAccess With(string name, KimiOptions options) => Files(options).Any(file => file.Length == 0)
        ? new(name, Certificate: null, Authority: null)
        : new(name, ReadOwn(options), Read(options.ClusterAuthority, nameof(options.ClusterAuthority), X509CertificateLoader.LoadCertificateFromFile));

    private static X509Certificate2 ReadOwn(KimiOptions options)
    {
        var password = Environment.GetEnvironmentVariable(PasswordVariable);
        return Read(options.ClusterCertificate, $"{nameof(options.ClusterCertificate)} with Kimi:{nameof(options.ClusterKey)} '{options.ClusterKey}'", file =>
        {
            using var certificate = string.IsNullOrEmpty(password)
                ? X509Certificate2.CreateFromPemFile(file, options.ClusterKey)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, options.ClusterKey);

            // Windows uses no key that is nowhere but in memory.
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        });
    }

    private static X509Certificate2 Read(string file, string option, Func<string, X509Certificate2> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new KimiException(
                $"'{file}' of Kimi:{option} cannot be read as a certificate in PEM format ({exception.Message.TrimEnd('.')}): correct the option or the file");
        }
    }
}
